import type { Editions } from '../boundary/editions.ts';

/** Codes from the city down to an area in the edition in force; the code alone where that edition does not have it. */
export const areaPaths =
  (editions: Pick<Editions, 'current'>) =>
  (code: string): readonly string[] => {
    const coverage = editions.current();
    return coverage?.areas.has(code) ? coverage.pathOf(code) : [code];
  };
