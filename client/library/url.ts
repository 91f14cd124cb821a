const kinds = ['enforcement', 'priority', 'emergency'] as const;

/** What the list of kept cases is narrowed by, as its address says. */
export interface LibrarySearch {
  readonly q?: string;
  readonly tag?: string;
  readonly kind?: (typeof kinds)[number];
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readLibrarySearch(search: Readonly<Record<string, unknown>>): LibrarySearch {
  const text = (value: unknown, most: number) => {
    const said = typeof value === 'number' ? String(value) : value;
    return typeof said === 'string' && said.trim() !== '' ? said.slice(0, most) : undefined;
  };
  const [q, tag] = [text(search.q, 100), text(search.tag, 30)];
  const kind = kinds.find((one) => one === search.kind);
  return {
    ...(q !== undefined && { q }),
    ...(tag !== undefined && { tag }),
    ...(kind !== undefined && { kind }),
  };
}

/** Which step of a case is shown, from 0; the first where it says nothing. */
export interface CaseSearch {
  readonly step?: number;
}

export function readCaseSearch(search: Readonly<Record<string, unknown>>): CaseSearch {
  const step = Number(search.step);
  return search.step !== undefined && Number.isInteger(step) && step >= 0 && step < 100_000 ? { step } : {};
}
