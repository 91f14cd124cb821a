import { bases } from '../../geodata/jurisdiction/records.ts';
import { defectKinds } from '../../geodata/jurisdiction/verdict.ts';

/** What the list of seams is narrowed by, as its address says. */
export interface SeamsSearch {
  readonly level?: 'district' | 'subdistrict';
  readonly basis?: (typeof bases)[number] | 'none';
  readonly q?: string;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readSeamsSearch(search: Readonly<Record<string, unknown>>): SeamsSearch {
  const level = (['district', 'subdistrict'] as const).find((one) => one === search.level);
  const basis = (['none', ...bases] as const).find((one) => one === search.basis);
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  return {
    ...(level !== undefined && { level }),
    ...(basis !== undefined && { basis }),
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 100) }),
  };
}

export interface TicketsSearch {
  readonly status?: 'closed' | 'all';
  readonly kind?: (typeof defectKinds)[number];
}

export function readTicketsSearch(search: Readonly<Record<string, unknown>>): TicketsSearch {
  const status = (['closed', 'all'] as const).find((one) => one === search.status);
  const kind = defectKinds.find((one) => one === search.kind);
  return { ...(status !== undefined && { status }), ...(kind !== undefined && { kind }) };
}
