import { Button } from 'antd';
import { useCity } from '../text/city.ts';
import { dayAt } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { useNow } from '../ui/now.ts';
import type { Edition, EditionDetail, Upload } from './contract.ts';
import type { Reading } from './queries.ts';
import { draftsOf, publishedOf } from './spans.ts';
import type { StepState } from './steps.ts';
import type { Step } from './url.ts';

/** The left column: the steps of the edition that is being made, drafts, published editions, and a day to look back to. */
export function Rail(props: {
  /** Null for who may look but not load. */
  readonly steps: {
    readonly states: readonly StepState[];
    readonly current: Step | null;
    readonly upload: Upload | null;
    readonly reading: Partial<Reading> | null;
    readonly edition: EditionDetail | null;
    readonly seconds: number | null;
    readonly onStep: (step: Step) => void;
    /** Leaves what is at hand and begins with another file; null at the beginning. */
    readonly onNew: (() => void) | null;
  } | null;
  readonly editions: readonly Edition[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly shown: number | null;
  readonly onEdition: (edition: Edition) => void;
  readonly day: string | null;
  readonly onDay: (day: string) => void;
}) {
  const { t, format } = useText();
  const { steps, editions } = props;
  const drafts = draftsOf(editions ?? []);
  return (
    <nav className="admin-rail" aria-label={t('admin.rail')}>
      {steps !== null ? (
        <section aria-label={t('admin.steps')}>
          <ol className="admin-steps">
            {steps.states.map((state, index) => (
              <StepRow key={state.step} state={state} number={index + 1} steps={steps} />
            ))}
          </ol>
          {steps.onNew !== null && (
            <Button
              size="small"
              className="admin-new"
              autoInsertSpace={false}
              onClick={steps.onNew}
              data-testid="new-upload"
            >
              {t('admin.newUpload')}
            </Button>
          )}
        </section>
      ) : (
        <p className="admin-look-only">{t('admin.lookOnly')}</p>
      )}
      <section className="admin-editions" aria-label={t('admin.editions.published')}>
        {drafts.length > 0 && (
          <>
            <h2>{t('admin.editions.drafts')}</h2>
            <ul>
              {drafts.map((edition) => (
                <EditionRow key={edition.id} edition={edition} {...props} />
              ))}
            </ul>
          </>
        )}
        <h2>{t('admin.editions.published')}</h2>
        {editions === undefined ? (
          props.error !== null ? (
            <ErrorNote error={props.error} onRetry={props.onRetry} />
          ) : (
            <Rows count={3} />
          )
        ) : publishedOf(editions).length === 0 ? (
          <p className="admin-empty">{t('admin.editions.none')}</p>
        ) : (
          <ul>
            {publishedOf(editions).map((edition) => (
              <EditionRow key={edition.id} edition={edition} {...props} />
            ))}
          </ul>
        )}
        <DayBack day={props.day} onDay={props.onDay} />
      </section>
      <span className="visually-hidden" aria-live="polite">
        {props.shown !== null ? format.facts([t('edition', { edition: props.shown })]) : ''}
      </span>
    </nav>
  );
}

type Steps = NonNullable<Parameters<typeof Rail>[0]['steps']>;

function StepRow(props: { readonly state: StepState; readonly number: number; readonly steps: Steps }) {
  const { t } = useText();
  const { step, state, waitsFor } = props.state;
  const current = props.steps.current === step;
  const lines = useStepLines(step, props.steps);
  // What was read from a file that is no longer at hand stands, though it can no longer be changed.
  const gone = waitsFor === 'gone';
  return (
    <li
      className={`admin-step step-${gone ? 'done' : state}`}
      data-testid={`step-${step}`}
      data-state={state}
    >
      <button
        type="button"
        aria-current={current ? 'step' : undefined}
        disabled={state === 'waiting'}
        title={gone ? t('admin.waitsFor.gone') : undefined}
        onClick={() => props.steps.onStep(step)}
      >
        <span className="step-number" aria-hidden="true">
          {(gone || state === 'done') && !current ? <Tick /> : props.number}
        </span>
        <span className="step-title">{t(`admin.step.${step}`)}</span>
        {state === 'waiting' && !gone ? (
          <span className="step-note">{t(`admin.waitsFor.${waitsFor}`)}</span>
        ) : (
          lines.map((line, index) =>
            line === '' ? null : (
              <span key={line} className={index === 0 ? 'step-line' : 'step-note'}>
                {line}
              </span>
            ),
          )
        )}
      </button>
    </li>
  );
}

const Tick = () => (
  <svg viewBox="0 0 14 14" width="12" height="12" aria-hidden="true">
    <path d="M3 7.5l2.7 2.7L11 4.5" />
  </svg>
);

/** What a step came to, in two lines at most. */
function useStepLines(step: Step, { upload, reading, edition, seconds }: Steps): readonly string[] {
  const { t, format } = useText();
  const layer = edition?.report?.layers[0];
  if (step === 'file') {
    if (upload !== null)
      return [
        upload.name,
        format.facts([
          t('admin.features', { count: upload.features }),
          bytesText(upload.bytes, format.decimal),
        ]),
      ];
    if (edition !== null)
      return [
        layer?.source ?? edition.name,
        format.facts([
          layer && t('admin.features', { count: layer.features }),
          format.dateTime(edition.createdAt),
        ]),
      ];
    return [t('admin.stepNote.file')];
  }
  if (step === 'crs') {
    const crs = reading?.crs ?? layer?.crs;
    return [
      crs === undefined ? '' : t(`admin.crs.${crs}`),
      upload !== null && crs === upload.crs.guess ? format.of(upload.crs.reason) : '',
    ];
  }
  if (step === 'fields')
    return reading?.code === undefined
      ? [layer === undefined ? '' : t(`admin.level.${layer.level}`)]
      : [
          format.facts([
            t('admin.fieldIs', { role: t('admin.role.code'), field: reading.code }),
            t('admin.fieldIs', { role: t('admin.role.name'), field: reading.name ?? '' }),
          ]),
          reading.parent === undefined
            ? ''
            : t('admin.fieldIs', { role: t('admin.role.parent'), field: reading.parent }),
        ];
  if (step === 'check')
    return edition === null
      ? [t('admin.stepNote.check')]
      : [
          format.facts([
            t('admin.errors', { count: edition.errors }),
            t('admin.warnings', { count: edition.warnings }),
          ]),
          seconds === null ? '' : t('admin.took', { seconds: format.decimal(seconds) }),
        ];
  if (step === 'difference') return [t('admin.stepNote.difference', { edition: edition?.base ?? '' })];
  return [t('admin.stepNote.publish')];
}

export const bytesText = (bytes: number, decimal: (value: number) => string): string =>
  bytes >= 1e6 ? `${decimal(bytes / 1e6)} MB` : `${decimal(bytes / 1e3)} kB`;

function EditionRow(props: {
  readonly edition: Edition;
  readonly shown: number | null;
  readonly onEdition: (edition: Edition) => void;
}) {
  const { t, format } = useText();
  const { edition } = props;
  const units = edition.areas.subdistrict ?? edition.areas.community ?? edition.areas.district ?? 0;
  return (
    <li>
      <button
        type="button"
        className="edition-row"
        aria-current={props.shown === edition.id}
        title={edition.name}
        data-testid={`edition-${edition.id}`}
        onClick={() => props.onEdition(edition)}
      >
        <span className="edition-number">{edition.id}</span>
        <span className="edition-span">{useSpan(edition)}</span>
        <span className="edition-units">
          {edition.status === 'published'
            ? t('admin.units', { count: units })
            : edition.errors > 0
              ? t('admin.errors', { count: edition.errors })
              : format.facts([t('admin.ready')])}
        </span>
      </button>
    </li>
  );
}

/** From when to when an edition decides, in days of the city. */
export function useSpan(edition: Edition): string {
  const { t, format } = useText();
  const { timeZone } = useCity();
  const now = useNow();
  const { validFrom, validTo } = edition;
  if (validFrom === null) return t('admin.madeAt', { date: format.dateTime(edition.createdAt) });
  const from = dayAt(Date.parse(validFrom), timeZone);
  if (Date.parse(validFrom) > now) return t('admin.spanAhead', { from });
  // What ends at the midnight that begins a day ends, as people say it, on the day before.
  return validTo === null
    ? t('admin.spanOpen', { from })
    : t('admin.span', { from, to: dayAt(Date.parse(validTo) - 1, timeZone) });
}

function DayBack({ day, onDay }: { readonly day: string | null; readonly onDay: (day: string) => void }) {
  const { t } = useText();
  const { timeZone } = useCity();
  return (
    <div className="admin-day">
      <label htmlFor="admin-day">{t('admin.day.label')}</label>
      <DayPicker
        id="admin-day"
        label={t('admin.day.label')}
        day={day}
        placeholder={dayAt(useNow(), timeZone)}
        from="1949-10-01"
        testId="day"
        onDay={onDay}
      />
    </div>
  );
}
