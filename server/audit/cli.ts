import { readConfig } from '../config.ts';
import { openDatabase } from '../database/connect.ts';
import { verifyAudit } from './verify.ts';

/**
 * Checks the audit log: `npm run audit`, or `npm run audit -- --expect SEQ:HASH` with the last line of an earlier check
 * kept elsewhere, since a chain does not show that its end was cut off. Exit code 1 where it does not hold.
 */
async function main(): Promise<void> {
  const expected = readExpected(process.argv.slice(2));
  const config = readConfig(process.env);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
  try {
    const { count, last, broken } = await verifyAudit(database.sql);
    process.stdout.write(`审计日志 / audit log: ${count} rows hold\n`);
    if (last) process.stdout.write(`last: ${last.seq}:${last.hash}\n`);
    if (broken)
      fail(`第 ${broken.seq} 行${faults[broken.why].zh} / row ${broken.seq} ${faults[broken.why].en}`);
    else if (expected) {
      const [row] = await database.sql<
        { hash: string }[]
      >`select hash from audit where seq = ${expected.seq}`;
      if (row?.hash !== expected.hash)
        fail(
          `第 ${expected.seq} 行与保存的不符 / row ${expected.seq} is not the one kept: got ${row?.hash ?? 'nothing'}, wanted ${expected.hash}`,
        );
    }
  } finally {
    await database.close();
  }
}

const faults = {
  gap: { zh: '之前有缺行', en: 'does not come next: rows before it are missing' },
  link: { zh: '没有接上前一行', en: 'does not follow the row before it' },
  content: { zh: '内容被改过', en: 'is not what was sealed' },
} as const;

function readExpected(words: readonly string[]): { readonly seq: string; readonly hash: string } | null {
  if (!words.length) return null;
  const match = /^(\d{1,18}):([0-9a-f]{64})$/.exec(words[1] ?? '');
  if (words[0] === '--expect' && match?.[1] && match[2]) return { seq: match[1], hash: match[2] };
  process.stderr.write(
    `got ${words.join(' ')}; wanted nothing, or --expect SEQ:HASH as an earlier check printed it\n`,
  );
  process.exit(2);
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}

await main();
