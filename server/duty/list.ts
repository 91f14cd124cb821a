import type { Sql } from 'postgres';
import { type DutyRow, dutiesFrom } from '../../geodata/jurisdiction/duties.ts';
import type { Department, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { BodyKind, Caller } from '../body/kinds.ts';

/** A problem of the catalogue, which is what an incident is about. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: WhistleKind;
  /** Item of the catalogue it belongs to. */
  readonly item: string;
  /** Whether no new whistle may cite it. */
  readonly retired: boolean;
}

/** An item of the catalogue: problems of one sort under one kind of whistle. */
export interface CatalogueItem {
  readonly code: string;
  readonly kind: WhistleKind;
  readonly name: string;
  readonly nameEn: string;
}

/** A department, or a body named outright, with the short names that rings and chips carry. */
export interface ListedDepartment extends Department {
  readonly short: string;
  readonly shortEn: string;
  /** The body itself where the list names one; absent where a department answers, by its body in the district. */
  readonly body?: string;
}

/** Catalogue, duty lists, callers and clocks as they stand at a time. `minutes` run from the whistle to the check-in. */
export interface DutyList {
  /** Number of the version of the lists in force; null before the first. */
  readonly version: number | null;
  readonly items: readonly CatalogueItem[];
  readonly categories: readonly Category[];
  readonly minutes: Readonly<Record<WhistleKind, number>>;
  readonly duties: readonly DutyRow<ListedDepartment>[];
  readonly departments: (
    path: readonly string[],
    category: string | undefined,
  ) => readonly ListedDepartment[];
  /** Whether the caller may call bodies of the kind. */
  readonly mayCall: (caller: Caller, kind: BodyKind) => boolean;
}

/** Reads what is in force at `at`; by the database's own clock where no time is given. */
export async function readDutyList(sql: Sql, at: Date | null = null): Promise<DutyList> {
  const [items, categories, duties, clocks, rules] = await Promise.all([
    sql<CatalogueItem[]>`
      select code, kind, name, name_en as "nameEn" from catalogue_item order by position, code`,
    sql<Category[]>`
      select code, name, name_en as "nameEn", kind, item,
             retired_at is not null and retired_at <= coalesce(${at}::timestamptz, now()) as retired
      from category order by code`,
    sql<(DutyRow<ListedDepartment> & { version: number })[]>`
      select d.category, d.area_code as "areaCode", d.version,
             jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
               'code', coalesce(b.code, p.code), 'name', coalesce(b.name, p.name), 'nameEn', coalesce(b.name_en, p.name_en),
               'short', coalesce(b.short, p.short), 'shortEn', coalesce(b.short_en, p.short_en),
               'posting', d.posting, 'body', b.code)) order by d.position) as departments
      from duty d
      left join department p on p.code = d.department
      left join body b on b.code = d.body_code
      where d.version = (select id from duty_version where part = 'lists' and valid_from <= coalesce(${at}::timestamptz, now())
                         order by valid_from desc, id desc limit 1)
      group by d.category, d.area_code, d.version`,
    sql<{ kind: WhistleKind; minutes: number }[]>`
      select distinct on (kind) kind, minutes
      from step_clock
      where step = 'checkIn' and kind <> '' and category = '' and since <= coalesce(${at}::timestamptz, now())
      order by kind, since desc`,
    sql<{ caller: Caller; kind: BodyKind }[]>`select caller, body_kind as kind from caller`,
  ]);
  const minutes = Object.fromEntries(clocks.map((clock) => [clock.kind, clock.minutes])) as Record<
    WhistleKind,
    number
  >;
  const allowed = new Set(rules.map(({ caller, kind }) => `${caller} ${kind}`));
  return {
    version: duties[0]?.version ?? null,
    items,
    categories,
    minutes,
    duties: duties.map(({ category, areaCode, departments }) => ({ category, areaCode, departments })),
    departments: dutiesFrom(duties),
    mayCall: (caller, kind) => allowed.has(`${caller} ${kind}`),
  };
}
