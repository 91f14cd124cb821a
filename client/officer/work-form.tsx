import { Input } from 'antd';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import type { Call } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';
import type { Moment } from './outgoing.ts';
import { PhotoPart } from './photo-part.tsx';
import { useDraft } from './use-draft.ts';

const moments: readonly Moment[] = ['before', 'after'];

/** What was done, in words and photos. The photos go first, so that they are there when the words are read. */
export function WorkForm({
  call,
  account,
  outbox,
  onDone,
}: {
  readonly call: Call;
  readonly account: string;
  readonly outbox: SendingOutbox;
  /** Closes the form where it was opened to add something. */
  readonly onDone?: () => void;
}) {
  const { t, format } = useText();
  const { whistle, summonses } = call;
  const [draft, change] = useDraft(account, whistle.id);
  const actions = whistle.actions.filter(({ action }) => action === 'feedback');
  // What waits on the phone is not known to the server yet, which therefore still says that it waits for it.
  const waits = call.unsent || actions.some(({ allowed }) => allowed) ? null : actions[0]?.waitsFor;

  function submit() {
    const text = draft.text.trim();
    if (text === '') return;
    const enteredAt = serverNow();
    const body = summonses[0].bodyCode;
    const duty = call.sides.filter(({ role }) => role !== 'inform').map(({ areaCode }) => areaCode);
    void outbox.add([
      ...moments
        .flatMap((moment) => draft.photos.filter((photo) => photo.moment === moment))
        .map(({ file, moment }) => ({
          whistleId: whistle.id,
          step: 'attachments',
          content: { photo: file, moment, body },
          enteredAt,
        })),
      ...duty.map((area) => ({
        whistleId: whistle.id,
        step: 'feedback',
        content: {
          json: { area, text, summons: summonses.filter((s) => s.areaCode === area).map(({ id }) => id) },
        },
        enteredAt,
      })),
    ]);
    change(() => ({ text: '', photos: [] }));
    onDone?.();
  }

  const photos = (moment: Moment) => (
    <PhotoPart
      moment={moment}
      photos={draft.photos.filter((photo) => photo.moment === moment)}
      onAdd={(added) => change((held) => ({ ...held, photos: [...held.photos, ...added] }))}
      onRemove={(id) =>
        change((held) => ({ ...held, photos: held.photos.filter((photo) => photo.id !== id) }))
      }
    />
  );
  return (
    <form
      className="call-work"
      aria-label={t('officer.work.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t('officer.work.title')}</h2>
      <Input.TextArea
        value={draft.text}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        placeholder={t('officer.work.placeholder')}
        aria-label={t('officer.work.title')}
        data-testid="work-text"
        onChange={(event) => change((held) => ({ ...held, text: event.target.value }))}
      />
      <div className="call-photos">
        {moments.map((moment) => (
          <div key={moment}>{photos(moment)}</div>
        ))}
      </div>
      <div className="call-foot">
        {waits && <p className="call-waits">{t('officer.work.waits', { why: format.of(waits) })}</p>}
        <button
          type="submit"
          className="call-do"
          disabled={draft.text.trim() === '' || waits != null}
          data-testid="send-feedback"
        >
          {t('officer.work.submit')}
        </button>
        {onDone && (
          <button type="button" className="call-link" onClick={onDone}>
            {t('officer.work.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
