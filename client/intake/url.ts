/** What the address says: the file at hand, and how far its reading is. */
export interface IntakeSearch {
  readonly file?: string;
  readonly step?: 'preview';
}

export function readIntakeSearch(search: Readonly<Record<string, unknown>>): IntakeSearch {
  const { file, step } = search;
  if (typeof file !== 'string' || !/^[\da-f-]{36}$/.test(file)) return {};
  return { file, ...(step === 'preview' && { step }) };
}
