export const tabs = [
  'catalogue',
  'bodies',
  'lists',
  'callers',
  'clocks',
  'limits',
  'templates',
  'roster',
  'forces',
] as const;
export type Tab = (typeof tabs)[number];

/** Which table is open and what it is narrowed by, as the address says. */
export interface DutiesSearch {
  readonly tab?: Tab;
  readonly q?: string;
  readonly kind?: string;
  readonly posting?: string;
  readonly version?: number;
  /** Area whose roster is shown. */
  readonly area?: string;
  readonly page?: number;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readDutiesSearch(search: Readonly<Record<string, unknown>>): DutiesSearch {
  const tab = tabs.find((one) => one === search.tab);
  const text = (value: unknown, pattern: RegExp): string | undefined => {
    const given = typeof value === 'number' ? String(value) : value;
    return typeof given === 'string' && pattern.test(given.trim()) ? given.trim() : undefined;
  };
  const whole = (value: unknown): number | undefined =>
    Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined;
  const read = {
    tab,
    q: text(search.q, /^.{1,60}$/),
    kind: text(search.kind, /^[a-zA-Z]{1,20}$/),
    posting: text(search.posting, /^[a-zA-Z]{1,20}$/),
    version: whole(search.version),
    area: text(search.area, /^\d{6,15}$/),
    page: whole(search.page),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
