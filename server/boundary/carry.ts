import { type Area, type Level, rank } from '../../geodata/area.ts';
import type { Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { type Hierarchy, hierarchyOf } from './hierarchy.ts';
import type { Entry, Register } from './register.ts';
import type { Dropped } from './report.ts';
import { outlines } from './shapes.ts';

/** A finer area stays where at least this part of it lies in its parent's new shape, and the finer areas together miss no more than `uncovered` of it. */
const nest = { inside: 0.9, uncovered: 0.05 } as const;

/** A register with the finer levels of the edition in force added, and what could not be kept. */
export interface Carried {
  readonly register: Register;
  readonly carried: Readonly<Partial<Record<Level, number>>>;
  readonly dropped: readonly Dropped[];
}

/**
 * Carries the finer levels of the edition in force over to new shapes of the level above them. An area keeps all its
 * finer areas or none: with some of them gone, the rest would leave a hole in it.
 */
export function carryFiner(register: Register, base: EditionGeography, finest: Level): Carried {
  const before = hierarchyOf(base.areas);
  const finer = base.areas.filter(
    (area) => rank(area.level) > rank(finest) && !register.entries.has(area.code),
  );
  const holders = new Map<string, Area[]>();
  const dropped: Dropped[] = [];
  for (const area of finer) {
    const holder = before
      .path(area.code)
      .findLast((code) => register.entries.get(code)?.area.level === finest);
    if (holder === undefined) dropped.push({ ...brief(area), reason: homeless });
    else holders.set(holder, [...(holders.get(holder) ?? []), area]);
  }
  const all = outlines(base.arrangement, (face) => [...ownersOf(base.arrangement, face)]);
  const shapes = new Map(base.leaves.map((code, leaf) => [code, all.get(leaf)?.polygons ?? []]));
  const misfits = findMisfits(register, before, holders, shapes);
  const entries = new Map(register.entries);
  const upper = new Set(register.upper);
  const carried: Partial<Record<Level, number>> = {};
  for (const [holder, areas] of holders) {
    const misfit = misfits.get(holder);
    for (const area of areas) {
      if (misfit) dropped.push({ ...brief(area), reason: misfit });
      else {
        entries.set(area.code, { area, rows: rowsOf(area, shapes.get(area.code)) });
        if (area.parent !== null) upper.add(area.parent);
        carried[area.level] = (carried[area.level] ?? 0) + 1;
      }
    }
  }
  return { register: { ...register, entries, upper }, carried, dropped };
}

const homeless: Bilingual = { zh: '上级不在新图层中', en: 'the area it belongs to is not in the new layer' };
const brief = ({ code, name, level }: Area): Omit<Dropped, 'reason'> => ({ code, name, level });

const rowsOf = (area: Area, polygons: readonly Rings[] | undefined): Entry['rows'] =>
  polygons
    ? [
        {
          feature: 0,
          code: area.code,
          name: area.name,
          nameEn: area.nameEn,
          parent: area.parent,
          parentName: null,
          parentNameEn: null,
          polygons,
          faults: [],
        },
      ]
    : [];

/** Holders whose finer areas no longer nest in them, with the reason. */
function findMisfits(
  register: Register,
  before: Hierarchy,
  holders: ReadonlyMap<string, readonly Area[]>,
  shapes: ReadonlyMap<string, readonly Rings[]>,
): ReadonlyMap<string, Bilingual> {
  const codes = [...holders.keys()];
  const number = new Map(codes.map((code, i) => [code, i]));
  const leaves = [...shapes].flatMap(([code, polygons]) => {
    const holder = before
      .path(code)
      .map((step) => number.get(step))
      .findLast((n) => n !== undefined);
    return holder === undefined || register.entries.has(code) ? [] : [{ code, holder, polygons }];
  });
  const given = codes.map((code) => ({
    polygons: register.entries.get(code)?.rows.flatMap((row) => row.polygons) ?? [],
  }));
  const arranged = arrange([...given, ...leaves]);
  if ('refusal' in arranged) {
    const reason = {
      zh: '新旧图层差异过细，无法比较',
      en: 'the new layer differs from it in too many small pieces',
    };
    return new Map(codes.map((code) => [code, reason]));
  }
  const a = arranged.arrangement;
  const size = new Float64Array(given.length);
  const bare = new Float64Array(given.length);
  const leafSize = new Float64Array(leaves.length);
  const leafInside = new Float64Array(leaves.length);
  for (let face = 1; face < a.faceArea.length; face++) {
    const owners = [...ownersOf(a, face)];
    const area = a.faceArea[face] ?? 0;
    for (const owner of owners) {
      const leaf = leaves[owner - given.length];
      if (!leaf) {
        size[owner] = (size[owner] ?? 0) + area;
        const held = owners.some((other) => leaves[other - given.length]?.holder === owner);
        if (!held) bare[owner] = (bare[owner] ?? 0) + area;
        continue;
      }
      const i = owner - given.length;
      leafSize[i] = (leafSize[i] ?? 0) + area;
      if (owners.includes(leaf.holder)) leafInside[i] = (leafInside[i] ?? 0) + area;
    }
  }
  const misfits = new Map<string, Bilingual>();
  for (const [i, leaf] of leaves.entries())
    if ((leafInside[i] ?? 0) < nest.inside * (leafSize[i] ?? 0))
      misfits.set(codes[leaf.holder] ?? '', {
        zh: `${leaf.code} 已不在上级 ${codes[leaf.holder]} 之内，其下各级一并去除`,
        en: `${leaf.code} no longer lies in ${codes[leaf.holder]}, so all below that goes`,
      });
  for (const [i, code] of codes.entries())
    if (!misfits.has(code) && (bare[i] ?? 0) > nest.uncovered * (size[i] ?? 0))
      misfits.set(code, {
        zh: `下级只覆盖 ${code} 的 ${percent(1 - (bare[i] ?? 0) / (size[i] ?? 1))}，一并去除`,
        en: `its like cover only ${percent(1 - (bare[i] ?? 0) / (size[i] ?? 1))} of ${code}, so all go`,
      });
  return misfits;
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
