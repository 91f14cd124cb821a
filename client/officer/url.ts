/** What the address says: the summons that is open, by its whistle. */
export interface OfficerSearch {
  readonly whistle?: number;
}

export const readOfficerSearch = (search: Readonly<Record<string, unknown>>): OfficerSearch => {
  const id = Number(search.whistle);
  return Number.isSafeInteger(id) && id > 0 ? { whistle: id } : {};
};
