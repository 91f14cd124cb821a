import type { SummonsView, Whistle } from '../../../client/api.ts';

export const noon = Date.parse('2026-05-08T12:00:00+08:00');
export const minutes = (n: number): number => noon + n * 60_000;
export const at = (n: number): string => new Date(minutes(n)).toISOString();

/**
 * A whistle blown at noon: for each area, bodies with the minute after noon at which they checked in, or null.
 * `due` in minutes after noon.
 */
export function whistle(
  id: string,
  areas: Readonly<Record<string, readonly (number | null)[]>>,
  { kind = 'enforcement' as Whistle['kind'], due = 60, closed = null as number | null, blown = 0 } = {},
): Whistle {
  const codes = Object.keys(areas);
  const summonses = codes.flatMap((areaCode) =>
    (areas[areaCode] ?? []).map(
      (checkedIn, index) =>
        ({
          id: `${id}-${areaCode}-${index}`,
          areaCode,
          dueAt: at(due),
          checkedInAt: checkedIn === null ? null : at(checkedIn),
          releasedAt: null,
        }) as SummonsView,
    ),
  );
  return {
    id,
    kind,
    joint: codes.length > 1,
    blownAt: at(blown),
    closedAt: closed === null ? null : at(closed),
    sides: codes.map((areaCode) => ({ areaCode, role: 'lead' })),
    summonses,
  } as unknown as Whistle;
}
