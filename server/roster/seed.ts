import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';

const shiftsFile = fileURLToPath(new URL('./seed.sql', import.meta.url));

/** Fills the roster of every body that has a post, for the days around `now`: one statement, invented people. */
export const seedRoster = async (sql: Sql | TransactionSql, now: Date, timeZone: string): Promise<void> => {
  await sql.file(shiftsFile, [now, timeZone]);
};
