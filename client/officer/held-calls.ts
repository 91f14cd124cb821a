import { get, set } from 'idb-keyval';
import type { Whistle } from '../api.ts';
import { Refused } from '../rest.ts';
import type { WhistleList } from './queries.ts';

/**
 * The account's summonses as the server has them, kept for when there is no line; without one, as they were kept. What is
 * shown then is marked as of before by the screen: the live feed is not connected.
 */
export const callsOrHeld = (account: string, ask: () => Promise<WhistleList>): Promise<WhistleList> =>
  orHeld(
    async () => {
      const list = await ask();
      // A browser that keeps nothing shows what it is told.
      void set(nameOf(account), list).catch(() => {});
      return list;
    },
    () => held(account),
  );

/** The same of one of them. */
export const callOrHeld = (
  account: string,
  id: string | null,
  ask: () => Promise<Whistle>,
): Promise<Whistle> =>
  orHeld(ask, async () => (await held(account))?.whistles.find((whistle) => whistle.id === id));

const nameOf = (account: string): string => `shaotu.calls.${account}`;
const held = (account: string): Promise<WhistleList | undefined> =>
  get<WhistleList>(nameOf(account)).catch(() => undefined);

/** The answer of the server; where none comes, what is held. */
async function orHeld<T>(ask: () => Promise<T>, otherwise: () => Promise<T | undefined>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 0) throw error;
    const known = await otherwise();
    if (known === undefined) throw error;
    return known;
  }
}
