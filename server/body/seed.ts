import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';

const bodiesFile = fileURLToPath(new URL('./seed.sql', import.meta.url));

/** Makes the bodies that an edition's areas and the departments lead one to expect, where they are missing: one statement. */
export const seedBodies = async (sql: Sql | TransactionSql, edition: number): Promise<void> => {
  await sql.file(bodiesFile, [edition]);
};
