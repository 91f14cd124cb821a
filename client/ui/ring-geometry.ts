/** What a ring says of one body: not yet there, there, late, or let go. */
export type RingState = 'missing' | 'arrived' | 'overdue' | 'released';

/**
 * SVG path of an arc on a circle around (centre, centre), clockwise, ending at 12 o'clock: the time that is left, which
 * shrinks clockwise from its start. `fraction` 0 to 1; a full circle is two half arcs, since SVG draws no arc from a
 * point to itself. Empty for nothing left.
 */
export function remainingArc(centre: number, radius: number, fraction: number): string {
  if (!(fraction > 0)) return '';
  if (fraction >= 1) return circle(centre, radius);
  return arc(centre, radius, 360 * (1 - fraction), 360);
}

/** A full circle with a gap of 14° around 12 o'clock: past the deadline. */
export const overdueArc = (centre: number, radius: number): string => arc(centre, radius, 7, 353);

/** Part of the whole time that is left at `now`, 0 to 1; times in milliseconds. */
export function timeLeft(blownAt: number, dueAt: number, now: number): number {
  if (dueAt <= blownAt) return 0;
  return Math.min(1, Math.max(0, (dueAt - now) / (dueAt - blownAt)));
}

/** What the ring of a summons shows. Times are ISO 8601, `now` in milliseconds. */
export function ringState(
  summons: {
    readonly dueAt: string;
    readonly checkedInAt: string | null;
    readonly releasedAt: string | null;
  },
  now: number,
): RingState {
  if (summons.releasedAt !== null) return 'released';
  if (summons.checkedInAt !== null) return 'arrived';
  return now > Date.parse(summons.dueAt) ? 'overdue' : 'missing';
}

/** Angles in degrees, clockwise from 12. */
function arc(centre: number, radius: number, from: number, to: number): string {
  const large = to - from > 180 ? 1 : 0;
  return `M${point(centre, radius, from)}A${radius} ${radius} 0 ${large} 1 ${point(centre, radius, to)}`;
}

function circle(centre: number, radius: number): string {
  return `M${point(centre, radius, 0)}A${radius} ${radius} 0 1 1 ${point(centre, radius, 180)}A${radius} ${radius} 0 1 1 ${point(centre, radius, 360)}`;
}

function point(centre: number, radius: number, angle: number): string {
  const turn = (angle * Math.PI) / 180;
  return `${round(centre + radius * Math.sin(turn))} ${round(centre - radius * Math.cos(turn))}`;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
