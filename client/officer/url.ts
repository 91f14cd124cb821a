/** What the address says: the summons that is open, by its whistle. */
export interface OfficerSearch {
  readonly whistle?: string;
}

export const readOfficerSearch = (search: Readonly<Record<string, unknown>>): OfficerSearch => {
  const id = String(search.whistle ?? '');
  return /^\d{1,18}$/.test(id) ? { whistle: id } : {};
};
