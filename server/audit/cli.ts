import { readConfig } from '../config.ts';
import { openDatabase } from '../database/connect.ts';
import { DatabaseRefusal } from '../database/refusal.ts';
import { checkAudit, readExpected } from './check.ts';

/**
 * Checks the audit log: `npm run audit`, or `npm run audit -- --expect SEQ:HASH` with the last line of an earlier check.
 * Exit code 0 where it holds, 1 where it does not or cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const expected = readExpected(words);
  if (typeof expected === 'string') return complain(expected, 2);
  const { databaseUrl, dataDir } = readConfig(process.env);
  let database: Awaited<ReturnType<typeof openDatabase>>;
  try {
    database = await openDatabase({ databaseUrl, dataDir });
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    const hint =
      error.code === 'folder-held'
        ? '内嵌数据库正由服务器使用：请先停止它，或在“审计日志”页上核对 / stop the server first, or verify on its audit page'
        : '无法打开数据库 / the database cannot be opened';
    return complain(`${hint}: ${error.message}`, 1);
  }
  try {
    const [{ there } = { there: null }] = await database.sql<{ there: string | null }[]>`
      select to_regclass('audit')::text as there`;
    if (there === null) return complain('这个数据库里还没有审计日志 / this database has no audit log yet', 1);
    const { lines, fault } = await checkAudit(database.sql, expected);
    process.stdout.write(`${lines.join('\n')}\n`);
    return fault ? complain(`${fault.zh} / ${fault.en}`, 1) : 0;
  } finally {
    await database.close();
  }
}

function complain(line: string, code: number): number {
  process.stderr.write(`${line}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
