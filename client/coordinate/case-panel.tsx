import type { Account, Whistle } from '../api.ts';
import { isOverdue } from '../map/marks.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { KindMark } from '../ui/kind-mark.tsx';
import { useNow } from '../ui/now.ts';
import { ShareBar } from '../ui/party.tsx';
import { StageBar } from '../ui/stage-bar.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseLog } from './case-log.tsx';
import { musterOf } from './list.ts';
import { MusterBoard } from './muster-board.tsx';
import { caseTitle } from './naming.ts';
import type { Place } from './place-picker.ts';

/** The right column for a whistle: how far it is, who has come, what was said, what its reader may do. */
export function CasePanel(props: {
  readonly whistle: Whistle;
  readonly account: Account | null;
  readonly place: Place;
}) {
  const { whistle, account } = props;
  const { t, language, format } = useText();
  const now = useNow();
  const { here, all } = musterOf(whistle);
  const lead = whistle.sides.find(({ role }) => role === 'lead');
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
        </section>
        <CaseLog
          whistle={whistle}
          canSend={whistle.actions.some(({ action, allowed }) => action === 'message' && allowed)}
        />
      </div>
      <CaseActions whistle={whistle} account={account} place={props.place} />
    </aside>
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
