/** What a whistle for an incident is, or would usually be. */
export const kinds = ['enforcement', 'priority', 'emergency'] as const;
/** Where an incident came from. */
export const sources = ['hotline12345', 'petition', 'committee', 'cellOfficer', 'chat', 'patrol'] as const;
/** What its verdict says: no area, one, several, or not to be told. */
export const outcomes = ['unassigned', 'sole', 'joint', 'uncertain'] as const;

export type Kind = (typeof kinds)[number];
export type Source = (typeof sources)[number];
export type Outcome = (typeof outcomes)[number];

/** Units of the columns’ positions to a degree: about a centimetre. */
export const unitsPerDegree = 1e7;

/**
 * Incidents as columns, one entry each, in order of time. Small numbers stand for what they are an index of: `category` of
 * the list the columns came with, `kind`, `source` and `outcome` of the lists above, `area` of the finest areas of an
 * edition, -1 outside the city.
 */
export interface IncidentColumns {
  readonly count: number;
  /** Seconds since 1970, ascending. */
  readonly time: Uint32Array;
  readonly category: Uint8Array;
  readonly kind: Uint8Array;
  readonly source: Uint8Array;
  readonly outcome: Uint8Array;
  /** 1 where a side or a body has asked to be let go. */
  readonly returned: Uint8Array;
  readonly area: Int32Array;
  /** WGS84 in units of 1e-7 degrees. */
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
}

/** First row that is not earlier than an instant (seconds since 1970); `count` where all are. */
export function firstFrom({ time, count }: Pick<IncidentColumns, 'time' | 'count'>, instant: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
