import type { Sql } from 'postgres';
import { type DutyRow, dutiesFrom } from '../../geodata/jurisdiction/duties.ts';
import type { Department, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

/** A line of the catalogue. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: WhistleKind;
}

/** A department with the short names that rings and chips carry. */
export interface ListedDepartment extends Department {
  readonly short: string;
  readonly shortEn: string;
}

/** Catalogue, duty lists and clocks as they stand now. `minutes` run from the whistle to the check-in. */
export interface DutyList {
  readonly categories: readonly Category[];
  readonly minutes: Readonly<Record<WhistleKind, number>>;
  readonly duties: readonly DutyRow<ListedDepartment>[];
  readonly departments: (
    path: readonly string[],
    category: string | undefined,
  ) => readonly ListedDepartment[];
}

export async function readDutyList(sql: Sql): Promise<DutyList> {
  const [categories, duties, clocks] = await Promise.all([
    sql<Category[]>`select code, name, name_en as "nameEn", kind from category order by code`,
    sql<DutyRow<ListedDepartment>[]>`
      select d.category, d.area_code as "areaCode",
             jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en, 'short', p.short,
                                          'shortEn', p.short_en, 'posting', d.posting) order by d.position) as departments
      from duty d join department p on p.code = d.department
      group by d.category, d.area_code`,
    sql<{ kind: WhistleKind; minutes: number }[]>`select kind, check_in_minutes as minutes from clock`,
  ]);
  const minutes = Object.fromEntries(clocks.map((clock) => [clock.kind, clock.minutes])) as Record<
    WhistleKind,
    number
  >;
  return { categories, minutes, duties, departments: dutiesFrom(duties) };
}
