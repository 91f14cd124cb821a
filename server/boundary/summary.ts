import { type Area, type Level, levels } from '../../geodata/area.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { BoundaryLayer } from '../../geodata/read/layer.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import type { Carried } from './carry.ts';
import type { BuiltEdition } from './draw-edition.ts';
import type { AsGiven } from './geometry-findings.ts';
import { hierarchyOf } from './hierarchy.ts';
import {
  type Dropped,
  type FindingKind,
  type FoundItem,
  finding,
  findingKinds,
  type ImportReport,
  thresholds,
} from './report.ts';

/** All that was found on the way to an edition. */
export interface Found {
  readonly layers: readonly BoundaryLayer[];
  readonly carried: Carried;
  readonly shapeless: readonly Dropped[];
  readonly seen: AsGiven;
  readonly found: ReadonlyMap<FindingKind, readonly FoundItem[]>;
  readonly accepted: readonly FindingKind[];
  readonly base: EditionGeography | null;
}

/** The report: every kind in its order, those with nothing found included. */
export function summarise(about: Found, edition: BuiltEdition | null): ImportReport {
  const accepted = new Set(about.accepted);
  const list = findingKinds.map((kind) => finding(kind, about.found.get(kind) ?? [], accepted));
  const total = (severity: 'error' | 'warning'): number =>
    list.reduce((sum, one) => sum + (one.severity === severity && !one.accepted ? one.count : 0), 0);
  const { register, carried, dropped } = about.carried;
  return {
    layers: about.layers.map(({ source, level, crs, rows }) => ({
      source,
      level,
      crs,
      features: rows.length,
      codes: new Set(rows.flatMap((row) => row.code ?? [])).size,
    })),
    thresholds,
    findings: list,
    accepted: list.filter((one) => one.accepted).map((one) => one.kind),
    errors: total('error'),
    warnings: total('warning'),
    seams: about.seen.seams,
    covered: about.seen.covered,
    healed: about.seen.healed,
    edition: edition && {
      areas: countLevels(edition.areas),
      seams: edition.seams.length,
      seamLength: edition.seams.reduce((sum, seam) => sum + seam.length, 0),
      leftOut: [...register.leftOut, ...about.shapeless],
      merged: register.merged,
      carried,
      dropped,
    },
    difference: edition && about.base && difference(edition, about.base),
  };
}

function countLevels(areas: readonly Area[]): Partial<Record<Level, number>> {
  const counts = levels.map((level) => [level, areas.filter((area) => area.level === level).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** An area is resized from a thousandth of its size on; less is how lines are drawn. */
const resizedFrom = 1e-3;

function difference(edition: BuiltEdition, base: EditionGeography): ImportReport['difference'] {
  const before = new Map(base.areas.map((area) => [area.code, area]));
  const now = new Map(edition.areas.map((area) => [area.code, area]));
  const kept = edition.areas.flatMap((area) => {
    const past = before.get(area.code);
    return past ? [{ code: area.code, past, area }] : [];
  });
  const sizes = sizesOf(base);
  return {
    edition: base.edition,
    added: [...now.keys()].filter((code) => !before.has(code)),
    removed: [...before.keys()].filter((code) => !now.has(code)),
    renamed: kept
      .filter(({ past, area }) => past.name !== area.name)
      .map(({ code, past, area }) => ({ code, from: past.name, to: area.name })),
    moved: kept
      .filter(({ past, area }) => past.parent !== area.parent)
      .map(({ code, past, area }) => ({ code, from: past.parent, to: area.parent })),
    resized: edition.boundaries.flatMap(({ area, size }) => {
      const from = sizes.get(area.code);
      return from !== undefined && Math.abs(size - from) > resizedFrom * from
        ? [{ code: area.code, from, to: size }]
        : [];
    }),
  };
}

/** Square metres of every area of an edition, of all levels. */
function sizesOf(base: EditionGeography): ReadonlyMap<string, number> {
  const hierarchy = hierarchyOf(base.areas);
  const sizes = new Map<string, number>();
  for (let face = 1; face < base.arrangement.faceArea.length; face++) {
    const holders = new Set(
      [...ownersOf(base.arrangement, face)].flatMap((owner) => hierarchy.path(base.leaves[owner] ?? '')),
    );
    for (const code of holders)
      sizes.set(code, (sizes.get(code) ?? 0) + (base.arrangement.faceArea[face] ?? 0));
  }
  return sizes;
}
