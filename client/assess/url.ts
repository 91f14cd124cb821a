/** What the table shows, as its address says; the current month and subdistricts where it says nothing. */
export interface AssessSearch {
  readonly month?: string;
  readonly level?: 'district' | 'community';
  /** Code of the district or subdistrict whose areas alone are shown. */
  readonly within?: string;
  readonly category?: string;
  readonly of?: 'body';
  /** What the lines are ordered by, and whose intervals are drawn; the composite where it says nothing. */
  readonly by?: 'response' | 'resolution' | 'satisfaction' | 'punctuality' | 'score';
}

const measures = ['response', 'resolution', 'satisfaction', 'punctuality', 'score'] as const;

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readAssessSearch(search: Readonly<Record<string, unknown>>): AssessSearch {
  const { month, category } = search;
  // A router reads digits as a number.
  const within = /^\d{6,12}$/.test(String(search.within)) ? String(search.within) : null;
  const of = search.of === 'body' ? search.of : undefined;
  const by = measures.find((one) => one === search.by);
  const fits = of === 'body' ? by !== 'response' && by !== 'resolution' : by !== 'punctuality';
  return {
    ...(typeof month === 'string' && /^20\d{2}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...((search.level === 'district' || search.level === 'community') && { level: search.level }),
    ...(within !== null && search.level !== 'district' && { within }),
    ...(typeof category === 'string' && /^[\w-]{1,20}$/.test(category) && { category }),
    ...(of !== undefined && { of }),
    ...(by !== undefined && fits && { by }),
  };
}

/** The same as the server's routes ask for it. */
export function queryOf({ month, level, category, within }: AssessSearch): URLSearchParams {
  return new URLSearchParams({
    ...(month !== undefined && { month }),
    ...(level !== undefined && { level }),
    ...(within !== undefined && { within }),
    ...(category !== undefined && { category }),
  });
}

/** Where the areas below one of the table are assessed; null under communities, which have none that are. */
export function belowOf(search: AssessSearch): ((code: string) => AssessSearch) | null {
  const { level, ...rest } = search;
  if (level === 'community') return null;
  return (code) => ({ ...rest, within: code, ...(level === undefined && { level: 'community' as const }) });
}

/** The change to another level: what the table is narrowed to stays as far as the level has areas in it. */
export function atLevel(
  level: 'community' | 'subdistrict' | 'district',
  data: { readonly within: readonly { readonly code: string; readonly level: string | null }[] } | undefined,
): { readonly [K in 'level' | 'within']: AssessSearch[K] | undefined } {
  const within = data?.within ?? [];
  if (level === 'district') return { level, within: undefined };
  if (level === 'community') return { level, within: within.at(-1)?.code };
  return { level: undefined, within: within.find((area) => area.level === 'district')?.code };
}
