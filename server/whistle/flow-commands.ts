import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { overdueClock } from './clocks.ts';
import { dutySides, missing, type Offer, type Reader, silent, type WhistleState } from './flow-state.ts';
import { consultationForced, consultationNeeded, done, ended, names } from './flow-words.ts';

/** What the blower commands, and what changes the parties: verify, release, remind, draw anew, override, escalate. */
export function commandsOf(state: WhistleState, reader: Reader, now: Date, offer: Offer): void {
  const commands = (action: Parameters<Offer>[0]) => reader.actsFor(action, state.blownFor);
  if (commands('verify') && !state.verifiedAt)
    offer('verify', {}, ended(state) ?? notReady(state) ?? consultationNeeded(state));
  const present = state.summonses.filter((s) => s.checkedInAt && !s.releasedAt);
  if (commands('release') && (present.length || !state.verifiedAt))
    offer('release', { summons: present }, ended(state) ?? notVerified(state));
  for (const action of ['redraw', 'override'] as const)
    if (dutySides(state).some((side) => reader.actsFor(action, side.areaCode)))
      offer(
        action,
        {},
        ended(state) ?? done(state) ?? (action === 'redraw' ? consultationForced(state) : null),
      );
  const absent = missing(state);
  if (commands('nudge') && absent.length) {
    const due = absent.filter(
      ({ nudgedAt }) => !nudgedAt || minutesSince(nudgedAt, now) >= state.nudgeMinutes,
    );
    offer('nudge', { summons: due }, ended(state) ?? done(state) ?? (due.length ? null : justNudged(state)));
  }
  // The blower may at any time; for the other sides it is there when a deadline has been missed.
  if (commands('escalate')) offer('escalate', {}, ended(state));
  else if (dutySides(state).some((side) => reader.actsFor('escalate', side.areaCode)))
    offer('escalate', {}, ended(state) ?? (overdueClock(state.clocks, now) ? null : notOverdue));
}

const notOverdue: Bilingual = { zh: '尚未超时', en: 'Waits for a deadline to be missed' };

function notReady(state: WhistleState): Bilingual | null {
  const absent = missing(state).length;
  const quiet = silent(state);
  if (!absent && !quiet.length) return null;
  const zh = [absent ? `还有 ${absent} 家未报到` : '', quiet.length ? `${names(quiet).zh}未反馈` : ''].filter(
    Boolean,
  );
  const en = [
    absent ? `${absent} ${absent === 1 ? 'body' : 'bodies'} to check in` : '',
    quiet.length ? `feedback from ${names(quiet).en}` : '',
  ].filter(Boolean);
  return { zh: zh.join('，'), en: `Waits for ${en.join(' and ')}` };
}

const notVerified = (state: WhistleState): Bilingual | null =>
  state.verifiedAt ? null : { zh: '核查后方可撤离', en: 'Waits for verification: nobody leaves before it' };

const justNudged = ({ nudgeMinutes }: WhistleState): Bilingual => ({
  zh: `未到的各家 ${nudgeMinutes} 分钟内已催过`,
  en: `All that are missing were reminded within the last ${nudgeMinutes} minutes`,
});

const minutesSince = (at: string, now: Date): number => (now.getTime() - Date.parse(at)) / 60_000;
