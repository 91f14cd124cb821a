/** What the list of streets is narrowed by and which street is open, as the address says. */
export interface StreetsSearch {
  readonly area?: string;
  readonly q?: string;
  readonly overdue?: boolean;
  /** Number of the street and code of the subdistrict: `123~110102001`. */
  readonly open?: string;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readStreetsSearch(search: Readonly<Record<string, unknown>>): StreetsSearch {
  const area = String(search.area ?? '');
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  return {
    ...(/^\d{6,15}$/.test(area) && { area }),
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 60) }),
    ...((search.overdue === true || search.overdue === 'true') && { overdue: true }),
    ...(typeof search.open === 'string' && /^\d{1,18}~\d{6,15}$/.test(search.open) && { open: search.open }),
  };
}
