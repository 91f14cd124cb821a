import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Table } from '../exchange/csv.ts';
import type { KeeperRow } from './store.ts';
import { type KeeperRole, keeperRoles } from './view.ts';

export const registerColumns = [
  'number',
  'role',
  'name',
  'phone',
  'organisation',
  'street',
  'area',
  'since',
  'until',
] as const;

/** One cell that is wrong. */
export interface RowError {
  readonly line: number;
  readonly field: (typeof registerColumns)[number];
  readonly got: string;
  readonly wanted: Bilingual;
}

/** What a row may refer to. */
export interface Known {
  /** Numbers of streets by name or by number. */
  readonly lanes: (nameOrNumber: string) => readonly string[];
  readonly isArea: (code: string) => boolean;
}

const day = z.iso.date();

/**
 * Reads a register of chiefs, keepers and officers. Every fault of every row is told; the rows without any are answered
 * too. A street is given by its number, or by its name where only one street has it.
 */
export function readRegister(
  table: Table,
  known: Known,
): { readonly keepers: readonly KeeperRow[]; readonly errors: readonly RowError[] } {
  const keepers: KeeperRow[] = [];
  const errors: RowError[] = [];
  const numbers = new Set<string>();
  if (table.rows.length === 0)
    errors.push({
      line: 2,
      field: 'number',
      got: '',
      wanted: {
        zh: '至少一行：空表会清空整本名册',
        en: 'at least one row: an empty table would empty the register',
      },
    });
  for (const { line, cells } of table.rows) {
    const before = errors.length;
    const cell = (field: RowError['field']): string => cells[field] ?? '';
    const fault = (field: RowError['field'], zh: string, en: string) =>
      errors.push({ line, field, got: cell(field).slice(0, 80), wanted: { zh, en } });

    const number = cell('number');
    if (!number || number.length > 60)
      fault('number', '1 至 60 个字符的编号', 'a number of 1 to 60 characters');
    else if (numbers.has(number))
      fault('number', '文件内不重复的编号', 'a number that is not in the file twice');
    numbers.add(number);
    const role = keeperRoles.find((one) => one === cell('role'));
    if (!role) fault('role', `${keeperRoles.join('、')} 之一`, `one of ${keeperRoles.join(', ')}`);
    const name = cell('name');
    if (!name || name.length > 60) fault('name', '1 至 60 个字符的姓名', 'a name of 1 to 60 characters');
    if (!/^[\d +()-]{0,30}$/.test(cell('phone')))
      fault('phone', '电话号码，或空', 'a telephone number, or nothing');
    if (cell('organisation').length > 100) fault('organisation', '最多 100 个字符', 'at most 100 characters');
    const lane = laneOf(role, cell('street'), known, fault);
    if (!known.isArea(cell('area')))
      fault('area', '现行边界版本中的辖区代码', 'the code of an area of the edition in force');
    const [since, until] = [cell('since'), cell('until')];
    if (!day.safeParse(since).success) fault('since', '日期，如 2026-01-31', 'a day such as 2026-01-31');
    if (until && (!day.safeParse(until).success || until <= since))
      fault('until', '晚于开始日期的日期，或空', 'a day after the first one, or nothing');
    if (errors.length === before && role)
      keepers.push({
        number,
        role,
        name,
        initials: initialsOf(name),
        phone: cell('phone'),
        organisation: cell('organisation'),
        lane,
        area: cell('area'),
        since,
        until: until || null,
      });
  }
  return { keepers, errors };
}

/** Pinyin initials of a name, in small letters: 张三 → zs. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' }).join('').toLowerCase();

function laneOf(
  role: KeeperRole | undefined,
  street: string,
  known: Known,
  fault: (field: 'street', zh: string, en: string) => void,
): string | null {
  if (role === 'cellOfficer') {
    if (street)
      fault(
        'street',
        '空：网格员负责辖区，不负责街巷',
        'nothing: an officer looks after an area, not a street',
      );
    return null;
  }
  const found = known.lanes(street);
  if (found.length === 1) return found[0] ?? null;
  if (found.length > 1)
    fault(
      'street',
      `街巷编号：名称对应 ${found.length} 条`,
      `a number: ${found.length} streets have this name`,
    );
  else fault('street', '街巷名称或编号', 'the name or the number of a street');
  return null;
}
