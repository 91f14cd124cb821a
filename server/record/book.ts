import type { Records } from '../../geodata/jurisdiction/records.ts';
import type { Database } from '../database/connect.ts';
import { findHoldings } from '../holding/find.ts';
import { recordsOf } from '../seam/records.ts';

/** Channel on which a change of what is on record is announced. */
export const recordsChannel = 'records';

/** What is on record about the places of each edition, as verdicts need it; read when first asked for, and again after a change. */
export interface RecordBook {
  readonly of: (edition: number) => Promise<Records>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Editions kept at hand. */
const most = 4;

export function createRecordBook(database: Database): RecordBook {
  const kept = new Map<number, Promise<Records>>();
  let unlisten: (() => Promise<void>) | null = null;
  const read = async (edition: number): Promise<Records> => {
    const [seams, holdings] = await Promise.all([
      recordsOf(database.sql, edition),
      findHoldings(database.sql),
    ]);
    return { seams, holdings };
  };
  const forget = (): void => kept.clear();

  return {
    of(edition) {
      const found = kept.get(edition) ?? read(edition);
      kept.delete(edition);
      kept.set(edition, found);
      // What could not be read is asked for again, not remembered.
      found.catch(() => {
        if (kept.get(edition) === found) kept.delete(edition);
      });
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return found;
    },
    async start() {
      unlisten = await database.listen(recordsChannel, forget, forget);
    },
    async stop() {
      await unlisten?.();
      unlisten = null;
    },
  };
}
