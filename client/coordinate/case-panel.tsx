import type { Account, IncidentDetail, Whistle } from '../api.ts';
import { isOverdue } from '../map/marks.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { KindMark } from '../ui/kind-mark.tsx';
import { useNow } from '../ui/now.ts';
import { ShareBar } from '../ui/party.tsx';
import { StageBar } from '../ui/stage-bar.tsx';
import { AgainPart } from './again-part.tsx';
import { CallsPart } from './calls-part.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseLog } from './case-log.tsx';
import { ClocksPart } from './clocks-part.tsx';
import { musterOf } from './list.ts';
import { MusterBoard } from './muster-board.tsx';
import { caseTitle } from './naming.ts';
import { OverridePart } from './override-part.tsx';
import { PendingPart } from './pending-part.tsx';
import { PhotosPart } from './photos-part.tsx';
import type { Place } from './place-picker.ts';
import { useIncident } from './queries.ts';
import { RequestsPart } from './requests-part.tsx';
import { ResponsiblePart } from './responsible-part.tsx';
import type { AreaNames } from './verdict-card.tsx';
import { Holders, Remainder } from './verdict-facts.tsx';

/** The right column for a whistle: how far it is, who has come, what was said, what its reader may do. */
export function CasePanel(props: {
  readonly whistle: Whistle;
  readonly account: Account | null;
  readonly place: Place;
  readonly names: AreaNames;
  /** Begins to draw the footprint anew; absent where nothing can be drawn. */
  readonly onRedraw: (() => void) | null;
}) {
  const { whistle, account } = props;
  const incident = useIncident(whistle.incidentId);
  const { t, language, format } = useText();
  const now = useNow();
  const { here, all } = musterOf(whistle);
  // Where no area leads, whoever manages the asset does.
  const lead =
    whistle.sides.find(({ role }) => role === 'lead') ??
    whistle.verdict.parties.find(({ role }) => role === 'lead')?.jurisdiction;
  const coordinator = whistle.verdict.coordinator;
  const shared = whistle.sides.filter(({ share }) => share > 0);
  return (
    <aside
      className="card"
      aria-label={t('coordinate.case.label')}
      data-testid="case"
      data-stage={whistle.stage}
    >
      <div className="card-state">
        <KindMark kind={whistle.kind} joint={whistle.joint} size={13} />
        {format.facts([t(`whistle.${whistle.kind}`), whistle.joint && t('coordinate.case.joint')])}
        <span className="card-number">{whistle.number}</span>
      </div>
      <div className="card-scroll">
        <section className="card-part">
          <h2>{caseTitle(whistle, language, format.facts)}</h2>
          <p className="card-facts">
            {format.facts([
              lead && whistle.joint && t('coordinate.case.leads', { area: format.name(lead) }),
              coordinator &&
                whistle.joint &&
                t('coordinate.case.coordinates', { area: format.name(coordinator) }),
              t('coordinate.case.blown', { time: format.time(whistle.blownAt) }),
            ])}
          </p>
          {whistle.note !== '' && <p className="card-quiet">{whistle.note}</p>}
          <StageBar stage={whistle.stage} />
        </section>
        <PendingPart whistle={whistle} />
        <section className="card-part">
          <div className="card-head muster-head">
            <MusterClock whistle={whistle} now={now} />
            <span>
              {t('coordinate.case.mustered')} <strong>{`${here} / ${all}`}</strong>
            </span>
          </div>
          {shared.length > 0 && (
            <ShareBar
              height={12}
              parts={shared.map((side) => ({
                party: side.party,
                name: format.name(side),
                share: side.share,
              }))}
            />
          )}
          <MusterBoard whistle={whistle} now={now} account={account} />
          <Changes whistle={whistle} />
        </section>
        <CaseLog
          whistle={whistle}
          canSend={whistle.actions.some(({ action, allowed }) => action === 'message' && allowed)}
        />
        <RequestsPart whistle={whistle} />
        <ClocksPart whistle={whistle} />
        <PhotosPart whistle={whistle} />
        <CallsPart whistle={whistle} account={account} />
        <CaseVerdict {...props} incident={incident.data} />
        <ResponsiblePart at={whistle.location} />
      </div>
      <CaseActions whistle={whistle} account={account} place={props.place} onRedraw={props.onRedraw} />
    </aside>
  );
}

/** What has become of the parties since the whistle: who has gone, and a lead that waits for the common superior. */
function Changes({ whistle }: { readonly whistle: Whistle }) {
  const { t, format } = useText();
  const { leftSides, sides, verdict, override } = whistle;
  const decidedBy = override?.parties ?? verdict.parties;
  const wanted = decidedBy.find(({ role }) => role === 'lead')?.jurisdiction;
  const leads = sides.find(({ role }) => role === 'lead');
  const waits = leads !== undefined && wanted !== undefined && leads.areaCode !== wanted.code;
  const gone = leftSides.filter(({ role }) => role !== 'inform');
  return (
    <>
      {gone.length > 0 && (
        <p className="card-quiet" data-testid="left-sides">
          {t('coordinate.case.gone', { areas: format.list(gone.map((side) => format.name(side))) })}
        </p>
      )}
      {waits && (
        <p className="card-defect" data-testid="lead-waits">
          {t('coordinate.case.leadWaits', { area: format.name(wanted) })}
        </p>
      )}
    </>
  );
}

/** The verdict of the case in a sentence, what was decided beside it, the footprints so far, and the ways to change them. */
function CaseVerdict(props: {
  readonly whistle: Whistle;
  readonly incident: IncidentDetail | undefined;
  readonly names: AreaNames;
}) {
  const { whistle, incident } = props;
  const { t, format } = useText();
  const mayOverride = whistle.actions.some(({ action, allowed }) => action === 'override' && allowed);
  const drawings = incident?.drawings ?? [];
  return (
    <>
      <section className="card-part" data-testid="case-verdict">
        <p className="card-sentence">{format.of(whistle.verdict.sentence)}</p>
        <Remainder
          verdict={whistle.verdict}
          tickets={new Map(incident?.tickets.map(({ key, id }) => [key, id]))}
        />
        {drawings.length > 1 && (
          <details className="earlier">
            <summary>{t('coordinate.redraw.history')}</summary>
            <ol>
              {drawings.map((drawing) => (
                <li key={drawing.verdictId} className="earlier-item">
                  {format.facts([
                    format.dateTime(drawing.at),
                    drawing.by && format.name(drawing.by),
                    drawing.reason ?? t('coordinate.redraw.first'),
                  ])}
                </li>
              ))}
            </ol>
          </details>
        )}
      </section>
      <Holders verdict={whistle.verdict} />
      {incident !== undefined && <OverridePart incident={incident} mayOverride={mayOverride} />}
      {incident !== undefined && <AgainPart incident={incident} />}
    </>
  );
}

function MusterClock({ whistle, now }: { readonly whistle: Whistle; readonly now: number }) {
  const { t } = useText();
  const { here, all } = musterOf(whistle);
  if (whistle.closedAt !== null) return <span className="muster-done">{t('coordinate.case.closed')}</span>;
  if (here === all) return <span className="muster-done">{t('coordinate.case.allHere')}</span>;
  return (
    <span>
      <span className="figure">
        <Countdown dueAt={whistle.dueAt} />
      </span>{' '}
      <span className="card-quiet">
        {t(isOverdue(whistle, now) ? 'coordinate.case.over' : 'coordinate.case.left')}
      </span>
    </span>
  );
}
