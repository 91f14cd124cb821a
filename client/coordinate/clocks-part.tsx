import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { shortName } from './naming.ts';

const shown = ['checkIn', 'handle', 'verify', 'close'] as const;

/** The deadlines of a case in the order of its steps: what runs as a countdown, what is done with its time. */
export function ClocksPart({ whistle }: { readonly whistle: Whistle }) {
  const { t, language, format } = useText();
  const sides = [...whistle.sides, ...whistle.leftSides];
  return (
    <section className="card-part" data-testid="clocks">
      <h3>{t('coordinate.case.clocks')}</h3>
      <ul className="clocks">
        {shown.flatMap((step) =>
          whistle.clocks
            .filter((clock) => clock.step === step)
            .map((clock) => {
              const side = sides.find(({ areaCode }) => areaCode === clock.areaCode);
              return (
                <li key={`${step} ${clock.areaCode ?? ''}`}>
                  <span>
                    {format.facts([t(`coordinate.case.clock.${step}`), side && shortName(side, language)])}
                  </span>
                  {clock.doneAt === null && whistle.closedAt === null ? (
                    <Countdown dueAt={clock.dueAt} />
                  ) : (
                    <span className="card-quiet">
                      {clock.doneAt !== null &&
                        t('coordinate.case.clockDone', { time: format.time(clock.doneAt) })}
                    </span>
                  )}
                </li>
              );
            }),
        )}
      </ul>
    </section>
  );
}
