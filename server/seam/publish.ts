import type { TransactionSql } from 'postgres';
import type { OnPublish } from '../boundary/publish.ts';
import type { Services } from '../services.ts';
import { moveTickets } from '../survey/move.ts';
import { settleTickets } from '../survey/settle.ts';
import { deriveSeams, type Geography } from './derive.ts';
import { type EndedSeam, matchSeams, type SeamMatch } from './match.ts';
import {
  announceRecords,
  copyRecords,
  drawRecordIds,
  findNeighbour,
  findUnderived,
  insertEnds,
  insertLines,
  insertRecords,
  type Letter,
  type NewLine,
  otherLetter,
  readGeography,
  readLines,
} from './store.ts';

/** Any number nothing else locks on; held while seams are derived. */
const derivationLock = 7402003;

/** What became of the seams when an edition was published. */
export interface SeamChanges {
  readonly matches: readonly SeamMatch[];
  readonly ended: readonly EndedSeam[];
}

/** What must hold of seams and survey tickets from the instant an edition is published: for `publishEdition`'s option. */
export const onPublish: OnPublish = async (tx, edition, geography) => {
  await recordSeams(tx, edition, geography);
  await settleTickets(tx, edition);
};

/**
 * Derives the seams between the parties of an edition and stores them, in the transaction that publishes it: each takes
 * the record of the line it continues from the edition before (for history before the first, after). Does nothing where they are there already.
 */
export async function recordSeams(
  tx: TransactionSql,
  edition: number,
  geography: Geography,
): Promise<SeamChanges | null> {
  await tx`select pg_advisory_xact_lock(${derivationLock})`;
  const [there] = await tx`select 1 from seam_line where edition_id = ${edition} limit 1`;
  if (there) return null;
  const neighbour = await findNeighbour(tx, edition);
  if (neighbour !== null) await recordStored(tx, neighbour.id);

  const lines = deriveSeams(geography);
  const earlier = neighbour === null ? [] : await readLines(tx, neighbour.id);
  const changes = matchSeams(earlier, lines);
  const byKey = new Map(earlier.map((line) => [line.key, line]));
  const fresh = changes.matches.filter(({ origin }) => origin === 'new' || origin === 'split');
  const drawn = await drawRecordIds(tx, fresh.length);
  const ids = new Map(fresh.map(({ key }, i) => [key, drawn[i] ?? '']));
  const fromOf = (from: string | null) => (from === null ? undefined : byKey.get(from));

  await insertRecords(
    tx,
    fresh.flatMap(({ key, origin }) => (origin === 'new' ? (ids.get(key) ?? []) : [])),
  );
  const copies = fresh.flatMap(({ key, from }) => {
    const source = fromOf(from);
    return source ? [{ id: ids.get(key) ?? '', from: source.recordId }] : [];
  });
  if (copies.length > 0) await copyRecords(tx, edition, copies);
  const matchOf = new Map(changes.matches.map((match) => [match.key, match]));
  await insertLines(
    tx,
    edition,
    lines.map((line): NewLine => {
      const match = matchOf.get(line.key);
      const source = fromOf(match?.from ?? null);
      const recordId = ids.get(line.key) ?? source?.recordId;
      if (!match || !recordId) throw new Error(`seam ${line.key} of edition ${edition} was not matched`);
      const side: Letter = source?.leftSide ?? 'a';
      return {
        line,
        recordId,
        leftSide: match.turned ? otherLetter(side) : side,
        origin: match.origin,
        originKey: match.from,
      };
    }),
  );
  if (neighbour?.earlier) {
    const ends = changes.ended.map((end) => ({ ...end, recordId: byKey.get(end.key)?.recordId ?? '' }));
    await insertEnds(tx, edition, ends);
    await moveTickets(tx, edition, {
      renamed: changes.matches.flatMap(({ key, origin, from }) =>
        from !== null && from !== key && origin !== 'split' ? [{ from, to: key }] : [],
      ),
      ended: changes.ended.map(({ key }) => key),
    });
  } else if (neighbour) {
    // History before the first edition: what is new or split when looking back ends when looking ahead.
    const ends = fresh.map(({ key, from }) => ({ recordId: ids.get(key) ?? '', key, into: from }));
    await insertEnds(tx, neighbour.id, ends);
  }
  await announceRecords(tx);
  return changes;
}

/** Derives the seams of editions that were published without them, oldest first. */
export async function ensureSeamLines({ database }: Pick<Services, 'database'>): Promise<void> {
  for (const edition of await findUnderived(database.sql))
    await database.sql.begin((tx) => recordStored(tx, edition));
}

async function recordStored(tx: TransactionSql, edition: number): Promise<void> {
  const [there] = await tx`select 1 from seam_line where edition_id = ${edition} limit 1`;
  if (!there) await recordSeams(tx, edition, await readGeography(tx, edition));
}
