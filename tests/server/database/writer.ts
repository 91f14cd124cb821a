/** Opens a data folder and writes rows, each in a transaction of its own, until it is killed or told to stop. */
import { openDatabase } from '../../../server/database/connect.ts';

const database = await openDatabase({ dataDir: process.argv[2] as string });
const { sql } = database;
await sql`create table if not exists written (id int primary key, text text not null)`;
const [last] = await sql<{ id: number }[]>`select coalesce(max(id), -1) as id from written`;
let stopping = false;
process.once('SIGTERM', () => {
  stopping = true;
});
process.send?.('open');
for (let id = (last?.id ?? -1) + 1; !stopping; id++) {
  await sql`insert into written values (${id}, ${String(id).repeat(100)})`;
  process.send?.(id);
}
await database.close();
process.disconnect();
