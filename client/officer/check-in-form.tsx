import { Input } from 'antd';
import { useId, useState } from 'react';
import type { CheckInForm as Form } from '../api.ts';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import type { Call } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';
import { onSiteMetres, type Reach, roughMetres } from './distance.ts';
import type { Position } from './use-position.ts';

const forms: readonly Form[] = ['platform', 'laneChief', 'doubleCheckIn', 'weekend'];

/** Checking in: one press on site; off site, or without a position that shows it, a reason first. */
export function CheckInForm(props: {
  readonly call: Call;
  readonly position: Position;
  readonly reach: Reach | null;
  readonly onLocate: () => void;
  readonly outbox: SendingOutbox;
}) {
  const { call, position, reach, outbox } = props;
  const { whistle } = call;
  const { t, format } = useText();
  const id = useId();
  const [form, setForm] = useState<Form>(rememberedForm);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const actions = whistle.actions.filter(({ action }) => action === 'checkIn');
  const outside = actions.length > 0 && actions.every(({ allowed }) => !allowed);
  const rough = position.state === 'known' && position.accuracy > roughMetres;
  const onSite =
    position.state === 'known' &&
    !rough &&
    reach !== null &&
    reach.metres <= onSiteMetres + position.accuracy;
  const needsReason = !onSite;
  const ready = !needsReason || reason.trim() !== '';

  function submit() {
    if (needsReason && !asked) return setAsked(true);
    if (!ready) return;
    rememberForm(form);
    void outbox.add([
      {
        whistleId: whistle.id,
        step: 'check-ins',
        content: {
          json: {
            summons: call.summonses
              .filter((s) => s.checkedInAt === null && s.releasedAt === null)
              .map((s) => s.id),
            form,
            position: position.state === 'known' ? position.at : null,
            accuracy: position.state === 'known' ? Math.min(10_000, position.accuracy) : 0,
            reason: needsReason ? reason.trim() : '',
          },
        },
        enteredAt: serverNow(),
      },
    ]);
  }

  if (outside)
    return (
      <p className="call-waits">
        {t('officer.checkIn.outside', { why: actions[0]?.waitsFor ? format.of(actions[0].waitsFor) : '' })}
      </p>
    );
  return (
    <form
      className="call-foot"
      aria-label={t('officer.checkIn.submit')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PositionLine
        position={position}
        rough={rough}
        onSite={onSite}
        reach={reach}
        onLocate={props.onLocate}
      />
      {needsReason && asked && (
        <Input.TextArea
          autoFocus
          value={reason}
          rows={2}
          maxLength={500}
          placeholder={t('officer.checkIn.reason')}
          aria-label={t('officer.checkIn.reason')}
          data-testid="check-in-reason"
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <fieldset className="call-forms">
        <legend className="visually-hidden">{t('officer.checkIn.form')}</legend>
        {forms.map((name) => (
          <label key={name} htmlFor={`${id}-${name}`} data-chosen={form === name}>
            <input
              id={`${id}-${name}`}
              type="radio"
              name={`${id}-form`}
              value={name}
              checked={form === name}
              onChange={() => setForm(name)}
            />
            {t(`officer.checkIn.forms.${name}`)}
          </label>
        ))}
      </fieldset>
      <button
        type="submit"
        className="call-do"
        disabled={asked && !ready}
        data-testid="check-in"
        data-on-site={onSite}
      >
        {t(needsReason && asked ? 'officer.checkIn.submitWithReason' : 'officer.checkIn.submit')}
      </button>
    </form>
  );
}

/** What the position says of checking in, and how to get a better one. */
function PositionLine(props: {
  readonly position: Position;
  readonly rough: boolean;
  readonly onSite: boolean;
  readonly reach: Reach | null;
  readonly onLocate: () => void;
}) {
  const { position, rough, onSite, reach } = props;
  const { t, format } = useText();
  const words =
    position.state !== 'known'
      ? t(`officer.position.${position.state}`)
      : rough
        ? t('officer.position.rough', { metres: position.accuracy })
        : onSite
          ? t('officer.position.near', { metres: onSiteMetres })
          : t('officer.position.far', { distance: format.distance(reach?.metres ?? 0) });
  const mayRetry = position.state === 'denied' || position.state === 'unavailable' || rough;
  return (
    <p
      className={onSite ? 'call-position call-position-near' : 'call-position'}
      aria-live="polite"
      data-testid="position"
      data-state={rough ? 'rough' : position.state}
    >
      {words}
      {(position.state !== 'known' || rough) && position.state !== 'asking' && (
        <>
          {' '}
          {t('officer.position.needsReason')}
          {format.name({ name: '。', nameEn: '.' })}
        </>
      )}
      {mayRetry && (
        <button type="button" className="call-link" onClick={props.onLocate}>
          {t('officer.position.retry')}
        </button>
      )}
    </p>
  );
}

const storageKey = 'shaotu.checkInForm';

const rememberedForm = (): Form =>
  forms.find((form) => form === localStorage.getItem(storageKey)) ?? 'platform';

const rememberForm = (form: Form): void => localStorage.setItem(storageKey, form);
