import { Button, Input } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import type { Account, Whistle } from '../api.ts';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';
import type { DraftStore } from './draft.ts';
import { RefusalLine } from './error-note.tsx';
import { caseTitle } from './naming.ts';
import { type ChangeAhead, changeAhead, type Named } from './party-change.ts';
import { useRedraw } from './queries.ts';
import { type AreaNames, VerdictCard } from './verdict-card.tsx';
import { type PreviewState, ReachField, RefusedShape, StateLine } from './verdict-panel.tsx';

/** The right column while the footprint of a case is drawn anew: who stays, who comes, who goes, before it is done. */
export function RedrawPanel(props: {
  readonly whistle: Whistle;
  readonly store: DraftStore;
  readonly names: AreaNames;
  readonly account: Account | null;
  readonly preview: PreviewState;
  /** Starts again from the footprint as it is now: somebody else was quicker. */
  readonly onNewest: () => void;
  readonly onClose: () => void;
  readonly onShowPlace: (at: readonly [number, number]) => void;
}) {
  const { whistle, store } = props;
  const { t, language, format } = useText();
  const draft = useSyncExternalStore(store.subscribe, store.get);
  const [reason, setReason] = useState('');
  // What was drawn was drawn over the verdict that stood then; a newer one is told of, not overwritten.
  const [seen, setSeen] = useState(whistle.verdictId);
  const redraw = useRedraw(whistle.id);
  const { verdict } = draft;
  const outdated = redraw.error instanceof Refused && redraw.error.type.endsWith(':verdict-changed');
  const gate =
    verdict === null || verdict.geometryHash === whistle.verdict.geometryHash
      ? 'same'
      : !draft.confirmed
        ? 'server'
        : verdict.outcome === 'uncertain' && whistle.kind !== 'emergency'
          ? 'uncertain'
          : verdict.outcome === 'unassigned'
            ? 'unassigned'
            : reason.trim().length < 5
              ? 'reason'
              : null;
  const submit = () => {
    if (draft.shape === null || gate !== null) return;
    const { geometry } = draft.shape;
    const point = geometry.type === 'Point' || geometry.type === 'MultiPoint';
    const line = geometry.type === 'LineString' || geometry.type === 'MultiLineString';
    redraw.mutate(
      {
        geometry,
        crs: 'wgs84',
        ...(point ? { accuracy: draft.accuracy } : {}),
        ...(line ? { width: draft.width } : {}),
        verdict: seen,
        reason,
      },
      { onSuccess: props.onClose },
    );
  };
  return (
    <aside className="card" aria-label={t('coordinate.redraw.title')} data-testid="redraw">
      <StateLine draft={draft} preview={props.preview} />
      <div className="card-scroll">
        <section className="card-part">
          <h2>{t('coordinate.redraw.title')}</h2>
          <p className="card-quiet">
            {format.facts([whistle.number, caseTitle(whistle, language, format.facts)])}
          </p>
          <p className="card-quiet">{t('coordinate.redraw.hint')}</p>
        </section>
        <ReachField draft={draft} onChange={(part) => store.change(part)} />
        {draft.refusal !== null ? (
          <RefusedShape refusal={draft.refusal} onShowPlace={props.onShowPlace} />
        ) : (
          verdict !== null && (
            <>
              <Ahead
                change={changeAhead(whistle, verdict, props.account?.areaCode ?? null)}
                endsOverride={whistle.override !== null}
              />
              <VerdictCard verdict={verdict} names={props.names} alsoCalled={nobody} />
            </>
          )
        )}
      </div>
      <form
        className="step-form actions"
        aria-label={t('coordinate.redraw.title')}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Input
          value={reason}
          maxLength={500}
          placeholder={t('coordinate.redraw.reason')}
          aria-label={t('coordinate.redraw.reason')}
          data-testid="redraw-reason"
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalLine error={redraw.error} />
        <p className="actions-waits" data-testid="redraw-waits">
          {outdated || gate === null ? '' : t(`coordinate.redraw.waits.${gate}`)}
        </p>
        <div className="step-buttons">
          <Button autoInsertSpace={false} onClick={props.onClose}>
            {t('coordinate.redraw.cancel')}
          </Button>
          {outdated ? (
            <Button
              autoInsertSpace={false}
              type="primary"
              data-testid="redraw-newest"
              onClick={() => {
                redraw.reset();
                setSeen(whistle.verdictId);
                props.onNewest();
              }}
            >
              {t('coordinate.redraw.newest')}
            </Button>
          ) : (
            <Button
              autoInsertSpace={false}
              type="primary"
              htmlType="submit"
              disabled={gate !== null}
              loading={redraw.isPending}
              data-testid="redraw-confirm"
            >
              {t('coordinate.redraw.confirm')}
            </Button>
          )}
        </div>
      </form>
    </aside>
  );
}

const nobody: ReadonlySet<string> = new Set();

/** Who stays, who is called, who goes, and who would lead. */
function Ahead({ change, endsOverride }: { readonly change: ChangeAhead; readonly endsOverride: boolean }) {
  const { t, format } = useText();
  const { lead } = change;
  const row = (name: 'kept' | 'added' | 'leaving' | 'left', areas: readonly Named[]) =>
    (areas.length > 0 || name === 'kept' || name === 'added') && (
      <div className={`change-row change-${name}`} data-testid={`change-${name}`}>
        <dt>{t(`coordinate.redraw.${name}`)}</dt>
        <dd>
          {areas.length === 0
            ? t('coordinate.redraw.none')
            : format.list(areas.map((area) => format.name(area)))}
          {areas.length > 0 && <span className="card-quiet">{t(`coordinate.redraw.${name}Note`)}</span>}
        </dd>
      </div>
    );
  return (
    <section className="card-part" aria-live="polite">
      <dl className="change-rows">
        {row('kept', change.kept)}
        {row('added', change.added)}
        {row('leaving', change.leaving)}
        {row('left', change.left)}
      </dl>
      {lead !== null && (
        <p className={lead.held ? 'card-defect' : 'card-quiet'} data-testid="change-lead">
          {t(lead.held ? 'coordinate.redraw.leadHeld' : 'coordinate.redraw.leadChanges', {
            from: format.name(lead.from),
            to: format.name(lead.to),
          })}
        </p>
      )}
      {endsOverride && <p className="card-defect">{t('coordinate.redraw.endsOverride')}</p>}
    </section>
  );
}
