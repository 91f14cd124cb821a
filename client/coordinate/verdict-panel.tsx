import { InputNumber } from 'antd';
import { useMemo, useSyncExternalStore } from 'react';
import { inWords } from '../../geodata/fault-words.ts';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Account, Catalogue } from '../api.ts';
import { useText } from '../text/text.ts';
import { AlikePart } from './alike-part.tsx';
import { blowGate } from './blow-gate.ts';
import type { Draft, DraftStore } from './draft.ts';
import { type AreaNames, VerdictCard } from './verdict-card.tsx';
import { WhistleForm } from './whistle-form.tsx';

/** How far the browser's own resolver is. */
export interface PreviewState {
  readonly ready: boolean;
  readonly failure: string | null;
}

/** The right column while an incident is being drawn: the verdict as it stands, and the form under it. */
export function VerdictPanel(props: {
  readonly store: DraftStore;
  readonly duties: Catalogue | undefined;
  readonly names: AreaNames;
  readonly account: Account | null;
  readonly preview: PreviewState;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onBlow: (draft: Draft) => void;
  readonly onShowPlace: (at: readonly [number, number]) => void;
}) {
  const { store, account } = props;
  const { t, format } = useText();
  const draft = useSyncExternalStore(store.subscribe, store.get);
  const gate = blowGate({ ...draft, account });
  const waitsFor = useMemo(
    () =>
      gate === null
        ? null
        : t(`coordinate.form.waits.${gate}`, {
            name:
              account === null
                ? ''
                : format.name({ name: account.displayName, nameEn: account.displayNameEn }),
          }),
    [gate, t, account, format],
  );
  const change = (part: Partial<Draft>) => store.change(part);
  const setKind = (kind: WhistleKind) => {
    const fits = props.duties?.categories.find(({ code }) => code === draft.category)?.kind === kind;
    change({
      kind,
      category: fits
        ? draft.category
        : props.duties?.categories.find((category) => category.kind === kind)?.code,
    });
  };
  return (
    <aside
      className="card"
      aria-label={t('coordinate.card.label')}
      data-testid="verdict-card"
      data-state={draft.confirmed ? 'confirmed' : 'preview'}
    >
      <StateLine draft={draft} preview={props.preview} />
      <div className="card-scroll">
        <ReachField draft={draft} onChange={change} />
        {draft.refusal !== null ? (
          <RefusedShape refusal={draft.refusal} onShowPlace={props.onShowPlace} />
        ) : draft.verdict === null ? (
          <p className="card-part card-quiet">{t('coordinate.card.drawing')}</p>
        ) : (
          <VerdictCard
            verdict={draft.verdict}
            names={props.names}
            alsoCalled={draft.alsoCalled}
            onCall={(code) => change({ alsoCalled: toggled(draft.alsoCalled, code) })}
          />
        )}
        <AlikePart draft={draft} />
      </div>
      <WhistleForm
        duties={props.duties}
        kind={draft.kind}
        category={draft.category}
        note={draft.note}
        verdict={draft.verdict}
        alsoCalled={draft.alsoCalled}
        waitsFor={waitsFor}
        busy={props.busy}
        error={props.error}
        onKind={setKind}
        onCategory={(category) => change({ category })}
        beside={draft.beside}
        onNote={(note) => change({ note })}
        onBeside={(beside) => change({ beside })}
        onBlow={() => props.onBlow(store.get())}
      />
    </aside>
  );
}

export function toggled(codes: ReadonlySet<string>, code: string): ReadonlySet<string> {
  const next = new Set(codes);
  if (!next.delete(code)) next.add(code);
  return next;
}

export function StateLine({ draft, preview }: { readonly draft: Draft; readonly preview: PreviewState }) {
  const { t, format } = useText();
  if (draft.confirmed && draft.verdict !== null)
    return (
      <div className="card-state">
        <span className="state-tag state-confirmed">{t('coordinate.card.confirmed')}</span>
        {format.facts([
          t('edition', { edition: draft.verdict.edition }),
          t('coordinate.card.rules', { rules: draft.verdict.rules }),
        ])}
      </div>
    );
  const words =
    preview.failure !== null
      ? t('coordinate.card.noPreview')
      : !preview.ready
        ? t('coordinate.card.loadingCoverage')
        : draft.verdict !== null && draft.milliseconds !== null
          ? t('coordinate.card.computedHere', { ms: Math.max(1, Math.round(draft.milliseconds)) })
          : '';
  return (
    <div className="card-state" title={preview.failure ?? undefined}>
      <span className="state-tag state-preview">{t('coordinate.card.preview')}</span>
      {words}
    </div>
  );
}

/** Accuracy of a point, or width of a street, where the shape has one. */
export function ReachField({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useText();
  const type = draft.shape?.geometry.type;
  if (type !== 'Point' && type !== 'LineString') return null;
  const point = type === 'Point';
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: antd's InputNumber renders the input inside.
    <label className="card-part card-line reach">
      <span className="card-label">{t(point ? 'coordinate.accuracy' : 'coordinate.width')}</span>
      <InputNumber
        size="small"
        min={0}
        max={point ? 2000 : 200}
        step={point ? 5 : 1}
        value={point ? draft.accuracy : draft.width}
        data-testid={point ? 'accuracy' : 'width'}
        onChange={(value) => onChange(point ? { accuracy: value ?? 0 } : { width: value ?? 0 })}
      />
      <span className="card-quiet">{t('coordinate.metres')}</span>
    </label>
  );
}

export function RefusedShape(props: {
  readonly refusal: NonNullable<Draft['refusal']>;
  readonly onShowPlace: (at: readonly [number, number]) => void;
}) {
  const { t, format } = useText();
  const { refusal } = props;
  return (
    <section className="card-part card-refusal" role="alert" data-testid="refusal">
      <strong>{'code' in refusal ? t('coordinate.card.refused') : refusal.title}</strong>
      {'code' in refusal ? (
        <dl>
          <dt>{t('coordinate.card.got')}</dt>
          <dd>{format.of(inWords(refusal.got))}</dd>
          <dt>{t('coordinate.card.wanted')}</dt>
          <dd>{format.of(refusal.wanted)}</dd>
        </dl>
      ) : (
        <p>{refusal.detail}</p>
      )}
      {'code' in refusal && refusal.at !== null && (
        <button
          type="button"
          className="small-button"
          onClick={() => refusal.at !== null && props.onShowPlace(refusal.at)}
        >
          {t('coordinate.card.showPlace')}
        </button>
      )}
    </section>
  );
}
