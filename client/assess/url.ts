/** What the table shows, as its address says; the current month and subdistricts where it says nothing. */
export interface AssessSearch {
  readonly month?: string;
  readonly level?: 'district';
  readonly category?: string;
  readonly of?: 'body';
  /** What the lines are ordered by, and whose intervals are drawn; the composite where it says nothing. */
  readonly by?: 'response' | 'resolution' | 'satisfaction' | 'punctuality' | 'score';
}

const measures = ['response', 'resolution', 'satisfaction', 'punctuality', 'score'] as const;

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readAssessSearch(search: Readonly<Record<string, unknown>>): AssessSearch {
  const { month, category } = search;
  const of = search.of === 'body' ? search.of : undefined;
  const by = measures.find((one) => one === search.by);
  const fits = of === 'body' ? by !== 'response' && by !== 'resolution' : by !== 'punctuality';
  return {
    ...(typeof month === 'string' && /^20\d{2}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...(search.level === 'district' && { level: search.level }),
    ...(typeof category === 'string' && /^[\w-]{1,20}$/.test(category) && { category }),
    ...(of !== undefined && { of }),
    ...(by !== undefined && fits && { by }),
  };
}

/** The same as the server's routes ask for it. */
export function queryOf({ month, level, category }: AssessSearch): URLSearchParams {
  return new URLSearchParams({
    ...(month !== undefined && { month }),
    ...(level !== undefined && { level }),
    ...(category !== undefined && { category }),
  });
}
