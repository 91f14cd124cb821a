import { countdown } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { useNow } from '../ui/now.ts';
import { Ring } from '../ui/ring.tsx';
import { ringState, timeLeft } from '../ui/ring-geometry.ts';
import type { Call } from './call.ts';

/** The ring and the time: how long until it must be there, or since when it is. By the server's clock. */
export function CallClock({ call }: { readonly call: Call }) {
  const { t, format } = useText();
  const now = useNow();
  const { whistle, summonses, dueAt } = call;
  const arrived = summonses.find(({ checkedInAt }) => checkedInAt !== null);
  const missing = call.phase === 'called' || arrived === undefined;
  const state = ringState(missing ? { ...summonses[0], dueAt } : arrived, now);
  const name = format.name({ name: summonses[0].bodyName, nameEn: summonses[0].bodyNameEn });
  const late = now > Date.parse(dueAt);
  const label = {
    missing: t('ring.missing', { name, time: countdown((Date.parse(dueAt) - now) / 1000) }),
    overdue: t('ring.overdue', { name }),
    arrived: t('ring.arrived', { name, time: arrived?.checkedInAt ? format.time(arrived.checkedInAt) : '' }),
    released: t('ring.released', { name }),
  }[state];
  return (
    <section className="call-clock">
      <div className="call-ring">
        <Ring
          state={state}
          fraction={timeLeft(Date.parse(whistle.blownAt), Date.parse(dueAt), now)}
          kind={whistle.kind}
          size="l"
          label={label}
        />
        {(state === 'missing' || state === 'overdue') && (
          <span aria-hidden="true">
            {t(
              call.unsent
                ? 'officer.clock.unsent'
                : state === 'missing'
                  ? 'officer.clock.missing'
                  : 'overdue',
            )}
          </span>
        )}
      </div>
      <div>
        {call.phase === 'called' && whistle.closedAt === null ? (
          <>
            <div className="call-figure">
              <Countdown dueAt={dueAt} />
            </div>
            <div className="call-under">
              {t(late ? 'officer.clock.overdue' : 'officer.clock.due', { time: format.time(dueAt) })}
            </div>
          </>
        ) : (
          <Standing call={call} />
        )}
      </div>
    </section>
  );
}

/** Once it is there: in which state, since when, how far from the place, whether in time. */
function Standing({ call }: { readonly call: Call }) {
  const { t, format } = useText();
  const { whistle, phase, summonses } = call;
  const arrived = summonses.find(({ checkedInAt }) => checkedInAt !== null);
  const released = summonses.find(({ releasedAt }) => releasedAt !== null)?.releasedAt;
  const closed = whistle.closedAt !== null;
  return (
    <>
      <div className="call-standing">
        {closed && phase !== 'released' ? t('officer.clock.closed') : t(`officer.phase.${phase}`)}
      </div>
      {arrived === undefined && call.unsent && (
        <div className="call-under">{t('officer.clock.unsentExplain')}</div>
      )}
      {arrived?.checkedInAt != null && (
        <div className="call-under">
          {format.facts([
            t('officer.clock.at', { time: format.time(arrived.checkedInAt) }),
            t(arrived.onTime === false ? 'officer.clock.late' : 'officer.clock.onTime'),
          ])}
          <br />
          {phase === 'released' && released
            ? t('officer.clock.releasedAt', { time: format.time(released) })
            : arrived.checkIn?.onSite === true && arrived.checkIn.distance !== null
              ? t('officer.clock.onSite', { distance: format.distance(arrived.checkIn.distance) })
              : t('officer.clock.offSite')}
        </div>
      )}
    </>
  );
}
