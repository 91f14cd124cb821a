const states = ['waiting', 'sent', 'dead'] as const;

/** Which deliveries are shown, as the address says; all where it says nothing. */
export interface NoticesSearch {
  readonly state?: (typeof states)[number];
}

export function readNoticesSearch(search: Readonly<Record<string, unknown>>): NoticesSearch {
  const state = states.find((one) => one === search.state);
  return state === undefined ? {} : { state };
}
