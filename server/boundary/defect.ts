import type { Area } from '../../geodata/area.ts';
import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import { createCoverage } from '../../geodata/jurisdiction/coverage.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { type Arrangement, faceCount } from '../../geodata/topology/arrangement.ts';
import { nobody } from '../../geodata/topology/assign.ts';
import { type Defect as FaceDefect, findDefects } from '../../geodata/topology/defects.ts';
import { dissolve } from '../../geodata/topology/dissolve.ts';
import type { Evidence } from './build.ts';
import type { Feature } from './features.ts';
import { type FindingKind, type FoundItem, findingKinds, findings, thresholds } from './report.ts';
import { multiPolygonWkb, pointWkb } from './wkb.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** One place where the check of an edition found something, with its shape. */
export interface Defect extends Omit<FoundItem, 'at'> {
  readonly kind: FindingKind;
  readonly severity: 'error' | 'warning';
  /** Areas beside a gap or an overlap that do not claim it. */
  readonly neighbours: readonly Named[];
  /** For a gap: an area of the edition before that has this land and is in the new edition nowhere. */
  readonly missing: Named | null;
  /** Well-known binary as hexadecimal text: polygons, or a point; null where it has no place. */
  readonly shape: string | null;
}

/** Places kept of one kind, the largest first; the report counts all. */
export const defectsKept = 5000;

/**
 * Everything an import found, place by place, in the order of the report. Gaps, overlaps, slivers and dust have their
 * own outline, rows with a missing or repeated code the shape they were given, everything else a point. `areas` are
 * those of the edition, of all levels, `base` is the edition it was checked against.
 */
export function listDefects(
  evidence: Evidence,
  areas: readonly Area[],
  base: EditionGeography | null,
): readonly Defect[] {
  const known = new Map(areas.map((area) => [area.code, area]));
  const faces = faceDefects(evidence, known);
  const missing = missingFinder(known, base);
  return findingKinds.flatMap((kind) => {
    const places =
      faces.get(kind) ??
      (evidence.found.get(kind) ?? []).map((item) => placed(kind, item, evidence.features));
    return places
      .toSorted((a, b) => (b.area ?? 0) - (a.area ?? 0))
      .slice(0, defectsKept)
      .map(({ at, ...defect }) => ({ ...defect, missing: kind === 'gap' && at ? missing(at) : null }));
  });
}

type Place = Omit<Defect, 'missing'> & { readonly at: Lonlat | null };

/** Gaps and overlaps again from the arrangement, which knows their outlines; by the kinds of the report. */
function faceDefects(
  { arrangement, features }: Evidence,
  known: ReadonlyMap<string, Area>,
): ReadonlyMap<FindingKind, readonly Place[]> {
  if (!arrangement) return new Map();
  const { gaps, overlaps } = findDefects(arrangement, thresholds);
  const outlines = outlinesOf(arrangement, [...gaps, ...overlaps]);
  const english = ({ code, name }: Feature): string => (code !== null && known.get(code)?.nameEn) || name;
  const places = (kind: FindingKind, chosen: readonly FaceDefect[]): readonly Place[] =>
    chosen.map((defect) => {
      const [own, beside] = [naming(features, defect.owners), naming(features, defect.neighbours)];
      const concerned = defect.owners.length > 0 ? own : beside;
      const told = concerned.slice(0, 6);
      const more = concerned.length > told.length ? '…' : '';
      const zh = `${told.map(({ name }) => name).join('、')}${more}`;
      const en = `${told.map(english).join(', ')}${more}`;
      return {
        kind,
        severity: findings[kind].severity,
        features: concerned.map(({ number }) => number),
        codes: concerned.flatMap(({ code }) => code ?? []),
        names: concerned.map(({ name }) => name),
        neighbours: beside.flatMap((area) =>
          area.code === null ? [] : [{ code: area.code, name: area.name, nameEn: english(area) }],
        ),
        at: defect.at,
        area: defect.area,
        width: defect.width,
        detail:
          defect.owners.length > 0
            ? { zh: `${zh}都主张`, en: `claimed by each of ${en}` }
            : { zh: `四邻 ${zh}`, en: `between ${en}` },
        shape: multiPolygonWkb(outlines.get(defect.face) ?? []),
      };
    });
  return new Map<FindingKind, readonly Place[]>([
    [
      'gap',
      places(
        'gap',
        gaps.filter((defect) => defect.class === 'wide'),
      ),
    ],
    [
      'overlap',
      places(
        'overlap',
        overlaps.filter((defect) => defect.class !== 'dust'),
      ),
    ],
    [
      'sliver',
      places(
        'sliver',
        gaps.filter((defect) => defect.class === 'sliver'),
      ),
    ],
    [
      'dust',
      places(
        'dust',
        [...gaps, ...overlaps].filter((defect) => defect.class === 'dust'),
      ),
    ],
  ]);
}

/** Each face by itself: neighbours of one class are not joined. */
function outlinesOf(a: Arrangement, defects: readonly FaceDefect[]): ReadonlyMap<number, readonly Rings[]> {
  const label = new Int32Array(faceCount(a)).fill(nobody);
  for (const { face } of defects) label[face] = face;
  return new Map(dissolve(a, label).map((region) => [region.label, region.polygons]));
}

const naming = (features: readonly Feature[], numbers: readonly number[]): readonly Feature[] =>
  numbers.flatMap((number) => features[number] ?? []);

/** Kinds that are about whole rows of the file. */
const aboutRows: ReadonlySet<FindingKind> = new Set(['missing-code', 'duplicate-code']);

function placed(kind: FindingKind, { at, ...item }: FoundItem, features: readonly Feature[]): Place {
  const polygons = aboutRows.has(kind)
    ? features
        .filter(({ number }) => number > 0 && item.features.includes(number))
        .flatMap((row) => row.polygons)
    : [];
  return {
    ...item,
    at,
    kind,
    severity: findings[kind].severity,
    neighbours: [],
    shape: polygons.length > 0 ? multiPolygonWkb(polygons) : at && pointWkb(at),
  };
}

function missingFinder(
  known: ReadonlyMap<string, Area>,
  base: EditionGeography | null,
): (at: Lonlat) => Named | null {
  let before: ReturnType<typeof createCoverage> | null = null;
  return (at) => {
    if (!base) return null;
    before ??= createCoverage(base);
    for (const leaf of before.locate(at[0], at[1])) {
      const code = before.pathOf(leaf).find((step) => !known.has(step));
      if (code === undefined) continue;
      const { name, nameEn } = before.jurisdictionOf(code);
      return { code, name, nameEn };
    }
    return null;
  };
}
