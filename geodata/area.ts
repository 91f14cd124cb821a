/** Ranks of area, largest first. A township has the rank of a subdistrict. */
export const levels = ['city', 'district', 'subdistrict', 'community', 'cell'] as const;
export type Level = (typeof levels)[number];

/**
 * A place that lasts, whatever its boundary in one edition or another.
 * `parent` is the code of the area it belongs to, one or more levels up; null for the city alone.
 */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  readonly parent: string | null;
}

/** Number of ranks below the city: 0 for the city, 4 for a cell. */
export const rank = (level: Level): number => levels.indexOf(level);
