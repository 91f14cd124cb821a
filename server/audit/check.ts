import type { Sql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Verification, verifyAudit } from './verify.ts';

/** The last line of an earlier check, kept elsewhere: a chain does not show that its end was cut off. */
export interface Expected {
  readonly seq: string;
  readonly hash: string;
}

/** What a check of the whole log says: its lines, and what is wrong, null where it holds. */
export interface Finding {
  readonly lines: readonly string[];
  readonly fault: Bilingual | null;
}

/** Checks the whole chain, and whether the row of an earlier check is still the one it was. */
export async function checkAudit(sql: Sql, expected: Expected | null): Promise<Finding> {
  const { count, last, broken } = await verifyAudit(sql);
  const lines = [
    `审计日志：${count} 行完好 / audit log: ${count} ${count === 1 ? 'row holds' : 'rows hold'}`,
    ...(last ? [`last: ${last.seq}:${last.hash}`] : []),
  ];
  return { lines, fault: broken ? faultOf(broken) : expected && (await notKept(sql, expected)) };
}

/** Reads `--expect SEQ:HASH`, or nothing; a string says what is wrong with the words. */
export function readExpected(words: readonly string[]): Expected | null | string {
  if (!words.length) return null;
  const [option, value = '', ...more] = words;
  const match = /^(\d{1,18}):([0-9a-f]{64})$/.exec(value);
  if (option === '--expect' && match?.[1] && match[2] && !more.length)
    return { seq: match[1], hash: match[2] };
  return `得到 ${words.join(' ')}；应为空，或 --expect 序号:散列 / got ${words.join(' ')}; wanted nothing, or --expect SEQ:HASH as an earlier check printed it`;
}

function faultOf({ seq, why }: NonNullable<Verification['broken']>): Bilingual {
  const { zh, en } = faults[why];
  return { zh: `第 ${seq} 行${zh}`, en: `row ${seq} ${en}` };
}

const faults = {
  gap: { zh: '之前有缺行', en: 'does not come next: rows before it are missing' },
  link: { zh: '没有接上前一行', en: 'does not follow the row before it' },
  content: { zh: '内容被改过', en: 'is not what was sealed' },
} as const;

async function notKept(sql: Sql, { seq, hash }: Expected): Promise<Bilingual | null> {
  const [row] = await sql<{ hash: string }[]>`select hash from audit where seq = ${seq}`;
  if (row?.hash === hash) return null;
  const got = row?.hash;
  return {
    zh: `第 ${seq} 行与保存的不符：现为 ${got ?? '空'}，应为 ${hash}`,
    en: `row ${seq} is not the one kept: got ${got ?? 'nothing'}, wanted ${hash}`,
  };
}
