import type { SummonsView, Whistle } from '../api.ts';

/** A lane of the timeline: one body, its times in milliseconds. */
export interface Lane {
  readonly summons: SummonsView;
  readonly readAt: number | null;
  readonly arrivedAt: number | null;
  readonly leftAt: number | null;
  /** When its side fed back, written in the lane of the side's first body. */
  readonly feedbackAt: number | null;
}

export interface LaneGroup {
  readonly areaCode: string;
  readonly party: number;
  readonly lanes: readonly Lane[];
}

/** Lanes by side, in the order in which the whistle lists its sides; a side without summons has no lanes. */
export function laneGroups(whistle: Whistle): readonly LaneGroup[] {
  return whistle.sides
    .map((side) => ({
      areaCode: side.areaCode,
      party: side.party,
      lanes: whistle.summonses
        .filter((summons) => summons.areaCode === side.areaCode)
        .map((summons, index) => ({
          summons,
          readAt: time(summons.readAt),
          arrivedAt: time(summons.checkedInAt),
          leftAt: time(summons.releasedAt),
          feedbackAt: index === 0 ? time(side.feedbackAt) : null,
        })),
    }))
    .filter((group) => group.lanes.length > 0);
}

/** The span the axis shows: from the whistle to a sixth past the deadline, or past the last thing that happened. */
export function axisSpan(whistle: Whistle, now: number): { readonly from: number; readonly to: number } {
  const from = Date.parse(whistle.blownAt);
  const due = Date.parse(whistle.dueAt);
  const last = Date.parse(whistle.closedAt ?? '') || now;
  const long = Math.max(due, last) - from;
  return { from, to: from + Math.max(long * 1.15, 60_000) };
}

/** Whole steps of the clock between two times, five to nine of them, in milliseconds. */
export function axisTicks(from: number, to: number): readonly number[] {
  const step =
    tickSteps.find((minutes) => (to - from) / (minutes * 60_000) <= 8) ??
    1440 * Math.ceil((to - from) / (8 * 86_400_000));
  const size = step * 60_000;
  const ticks: number[] = [];
  for (let at = from; at <= to; at += size) ticks.push(at);
  return ticks;
}

/** Where a moment lies on an axis of `width`, from its left end. */
export const along = (
  at: number,
  span: { readonly from: number; readonly to: number },
  width: number,
): number => ((Math.min(Math.max(at, span.from), span.to) - span.from) / (span.to - span.from)) * width;

const tickSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440];

function time(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}
