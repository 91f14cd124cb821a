import { Input, Select } from 'antd';
import type { Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Catalogue } from '../api.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import type { Beside } from './beside.ts';
import { BesidePart } from './beside-part.tsx';
import { bodyCount, calledAreas } from './bodies.ts';
import { RefusalLine } from './error-note.tsx';

export const kinds: readonly WhistleKind[] = ['enforcement', 'priority', 'emergency'];

/** Kind, matter, note and the button that blows: it says whom it calls and for when. Sticks to the bottom of the card. */
export function WhistleForm(props: {
  readonly duties: Catalogue | undefined;
  readonly kind: WhistleKind;
  readonly category: string | undefined;
  readonly note: string;
  readonly verdict: Verdict | null;
  readonly alsoCalled: ReadonlySet<string>;
  readonly beside: Beside;
  /** What the button waits for; null when it may be pressed. */
  readonly waitsFor: string | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onKind: (kind: WhistleKind) => void;
  /** Absent where the matter is settled. */
  readonly onCategory?: (code: string) => void;
  readonly onNote: (note: string) => void;
  readonly onBeside: (beside: Beside) => void;
  readonly onBlow: () => void;
}) {
  const { t, format } = useText();
  const { duties, kind, verdict } = props;
  const options = (duties?.categories ?? [])
    .filter((category) => category.kind === kind || category.code === props.category)
    .map((category) => ({
      value: category.code,
      label: format.facts([`${t('coordinate.form.catalogue')} ${category.code}`, format.name(category)]),
      search: `${category.code} ${category.name} ${category.nameEn}`.toLowerCase(),
    }));
  return (
    <form
      className="whistle-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onBlow();
      }}
    >
      <div className="kinds" role="radiogroup" aria-label={t('coordinate.form.kind')}>
        {kinds.map((name) => (
          // biome-ignore lint/a11y/useSemanticElements: a radio input cannot carry the mark and the frame of its kind.
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={kind === name}
            className={`kind-${name}`}
            data-testid={`kind-${name}`}
            onClick={() => props.onKind(name)}
          >
            <KindMark kind={name} size={13} />
            {t(`kind.${name}`)}
          </button>
        ))}
      </div>
      <Select
        value={props.category ?? null}
        options={options}
        placeholder={t('coordinate.form.choose')}
        aria-label={t('coordinate.form.category')}
        data-testid="category"
        disabled={props.onCategory === undefined}
        showSearch={{
          filterOption: (input, option) => option?.search.includes(input.trim().toLowerCase()) ?? false,
        }}
        onChange={(code) => typeof code === 'string' && props.onCategory?.(code)}
      />
      <Input
        value={props.note}
        placeholder={t('coordinate.form.notePlaceholder')}
        aria-label={t('coordinate.form.note')}
        maxLength={200}
        data-testid="note"
        onChange={(event) => props.onNote(event.target.value)}
      />
      <BesidePart value={props.beside} onChange={props.onBeside} />
      <RefusalLine error={props.error} />
      <button
        type="submit"
        className={`blow kind-${kind}`}
        disabled={props.waitsFor !== null || props.busy}
        aria-busy={props.busy}
        data-testid="blow"
      >
        <BlowWords {...props} verdict={verdict} />
      </button>
    </form>
  );
}

function BlowWords(props: {
  readonly duties: Catalogue | undefined;
  readonly kind: WhistleKind;
  readonly verdict: Verdict | null;
  readonly alsoCalled: ReadonlySet<string>;
  readonly waitsFor: string | null;
}) {
  const { t } = useText();
  if (props.waitsFor !== null || props.verdict === null)
    return (
      <>
        <strong>{t('coordinate.form.blow')}</strong>
        <span>{props.waitsFor}</span>
      </>
    );
  const joint = calledAreas(props.verdict, props.alsoCalled).length > 1;
  const count = bodyCount(props.verdict, props.alsoCalled);
  const minutes = props.duties?.minutes[props.kind] ?? 0;
  const hours = minutes / 60;
  return (
    <>
      <strong>{t(joint ? 'coordinate.form.blowJoint' : 'coordinate.form.blow')}</strong>
      <span>
        {Number.isInteger(hours) && hours >= 2
          ? t('coordinate.form.callsHours', { count, hours })
          : t('coordinate.form.calls', { count, minutes })}
      </span>
    </>
  );
}
