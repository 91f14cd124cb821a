import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { type BulkVerdict, judgeBulk } from '../incident/bulk-judge.ts';
import { type Lines, linesAt } from '../incident/edition.ts';
import type { Services } from '../services.ts';
import type { ReadRow, RowFault } from './row.ts';

/** A row with its verdict, or why it has none that may be loaded. */
export type JudgedRow =
  | {
      readonly row: ReadRow;
      readonly verdict: Verdict;
      readonly shared: boolean;
      readonly leaf: string | null;
    }
  | { readonly row: ReadRow; readonly fault: RowFault };

/**
 * Judges rows in bulk, each by the lines of its day. What lies in no area cannot be loaded, nor what concerns no area the
 * account may load for.
 */
export async function judgeRows(
  services: Services,
  account: Account,
  duties: DutyList,
  rows: readonly ReadRow[],
): Promise<readonly JudgedRow[]> {
  const now = services.clock();
  const byEdition = new Map<number | null, { row: ReadRow; index: number }[]>();
  for (const [index, row] of rows.entries()) {
    const edition =
      row.occurredAt >= now ? services.editions.currentEdition() : services.editions.at(row.occurredAt);
    const some = byEdition.get(edition) ?? [];
    some.push({ row, index });
    byEdition.set(edition, some);
  }
  const judged: JudgedRow[] = [];
  for (const [edition, some] of byEdition) {
    const [first] = some;
    if (edition === null || !first) {
      for (const { row, index } of some) judged[index] = { row, fault: noLines(row) };
      continue;
    }
    const lines: Lines = await linesAt(services, first.row.occurredAt.toISOString());
    const verdicts: BulkVerdict[] = [];
    for (let start = 0; start < some.length; start += atOnce) {
      const points = some
        .slice(start, start + atOnce)
        .map(({ row }) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
      verdicts.push(...judgeBulk(lines.coverage, { records: lines.records, duties }, points));
      await new Promise(setImmediate);
    }
    for (const [i, { row, index }] of some.entries()) {
      const answer = verdicts[i];
      if (!answer) throw new Error(`line ${row.line} was not judged`);
      if ('refusal' in answer) {
        const { got, wanted } = answer.refusal;
        judged[index] = { row, fault: { field: 'row', got, wanted } };
        continue;
      }
      const fault = outside(account, lines.coverage, answer.verdict, row);
      judged[index] = fault ? { row, fault } : { row, ...answer };
    }
  }
  return judged;
}

/** Rows judged between two looks at what else there is to do: others are answered, and the database is given its next statement. */
const atOnce = 200;

const noLines = ({ occurredAt }: ReadRow): RowFault => ({
  field: 'occurredAt',
  got: occurredAt.toISOString(),
  wanted: {
    zh: '有边界版本生效之后的时间：此前的边界系统里没有',
    en: 'a time since which an edition of boundaries has been in force: there is none here for before',
  },
});

function outside(account: Account, coverage: Coverage, verdict: Verdict, row: ReadRow): RowFault | null {
  const areas = verdict.parties
    .filter(({ holding }) => holding === null)
    .map(({ jurisdiction }) => jurisdiction);
  if (areas.length === 0)
    return {
      field: 'row',
      got: `${row.lon.toFixed(6)}, ${row.lat.toFixed(6)}`,
      wanted: { zh: '本市某个辖区内的位置', en: 'a position in an area of the city' },
    };
  if (
    mayOn(
      account,
      'intake.load',
      areas.map(({ path }) => path),
    )
  )
    return null;
  const own = account.areaCode === null ? null : (coverage.areas.get(account.areaCode) ?? null);
  return {
    field: 'row',
    got: areas.map(({ name }) => name).join('、'),
    wanted: {
      zh: `您只能载入${own?.name ?? '本辖区'}的事件；这一行在别的辖区`,
      en: `you may load incidents of ${own?.nameEn ?? 'your own area'} alone; this row lies elsewhere`,
    },
  };
}
