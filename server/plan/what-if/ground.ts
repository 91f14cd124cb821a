import type { MultiPolygon } from 'geojson';
import type { Sql } from 'postgres';
import type { Outer } from '../../../geodata/analysis/what-if/check.ts';
import type { Ground, StreetPieces } from '../../../geodata/analysis/what-if/load.ts';
import type { Line, Lonlat } from '../../../geodata/geometry.ts';
import { type Coverage, partiesOf } from '../../../geodata/jurisdiction/coverage.ts';
import { chainCount, faceWidth, unitsPerDegree } from '../../../geodata/topology/arrangement.ts';
import { edgeLength, lineLength } from '../../../geodata/topology/ellipsoid.ts';
import { invalid } from '../../errors.ts';
import { sideIn } from '../../seam/find.ts';
import type { SideView } from '../../seam/view.ts';
import type { Wanted } from '../seam/store.ts';
import { readAreas, readIncidents, readLines, readStreets } from './store.ts';

/** An area that a moved line would run into. */
export interface Neighbour {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** All that is needed to try a line out: the two areas, the line between them, what lies around, and what they carry. */
export interface GroundView extends Ground {
  readonly edition: number;
  readonly key: string;
  /** Which part of the seam the line is, of how many, the longest first. */
  readonly part: number;
  readonly parts: number;
  readonly left: SideView;
  readonly right: SideView;
  readonly outlines: readonly [left: MultiPolygon | null, right: MultiPolygon | null];
  readonly outers: readonly Outer<Neighbour>[];
  /** The time whose incidents are counted. */
  readonly from: string;
  readonly to: string;
}

/** Metres of a piece of street: what a line can tell apart. */
const piece = 25;

/** Metres: a face thinner than this is a gap or an overlap of drawing, no land to keep clear of. */
const thin = 5;

/** Null where the edition has no such seam. @throws Problem 400 for a part it does not have. */
export async function readGround(
  sql: Sql,
  coverage: Coverage,
  { key, part }: { readonly key: string; readonly part: number },
  wanted: Wanted,
): Promise<GroundView | null> {
  const { edition } = coverage;
  const lines = await readLines(sql, edition, key);
  const seam = lines.find((one) => one.key === key);
  if (!seam) return null;
  const { left, right } = seam;
  const parts = (seam.shape.coordinates as unknown as Line[]).toSorted(
    (a, b) => lineLength(b) - lineLength(a),
  );
  const line = parts[part];
  if (!line)
    throw invalid(
      { zh: `交界线“${key}”只有 ${parts.length} 段`, en: `Seam "${key}" has ${parts.length} parts` },
      [
        {
          pointer: 'part',
          got: String(part),
          detail: { zh: `应为 0 至 ${parts.length - 1}`, en: `must be 0 to ${parts.length - 1}` },
        },
      ],
    );
  const [areas, incidents, streets] = await Promise.all([
    readAreas(sql, edition, [left, right]),
    readIncidents(sql, edition, [left, right], wanted),
    readStreets(sql, edition, [left, right]),
  ]);
  const areaOf = (code: string) => areas.find((area) => area.code === code);
  const sidesAt = sidesOf(coverage, left, right);
  const found = sidesAt(incidents.map(({ lon, lat }) => [lon, lat]));
  const within = incidents.flatMap((incident, i) => {
    const side = found[i];
    return side === undefined || side < 0 ? [] : [{ ...incident, side }];
  });
  const ours = lines.flatMap((one) =>
    (one.shape.coordinates as unknown as Line[]).map((other) => ({ line: other, area: null })),
  );
  return {
    edition,
    key,
    part,
    parts: parts.length,
    left: sideIn(coverage, left),
    right: sideIn(coverage, right),
    line,
    outlines: [areaOf(left)?.shape ?? null, areaOf(right)?.shape ?? null],
    outers: [...outersOf(coverage, left, right), ...ours.filter((one) => one.line !== line)],
    areas: [areaOf(left)?.squareMetres ?? 0, areaOf(right)?.squareMetres ?? 0],
    incidents: {
      longitude: within.map(({ lon }) => lon),
      latitude: within.map(({ lat }) => lat),
      side: within.map(({ side }) => side),
      joint: within.map(({ joint }) => Number(joint)),
      days: within.map(({ days }) => days),
    },
    streets: piecesOf(
      streets.flatMap(({ shape }) => shape.coordinates as unknown as Line[]),
      sidesAt,
    ),
    from: wanted.from.toISOString(),
    to: wanted.until.toISOString(),
  };
}

/** Tells on which side places lie: 0 left, 1 right, -1 in neither area. */
function sidesOf(coverage: Coverage, left: string, right: string): (places: readonly Lonlat[]) => number[] {
  const sideOfParty = coverage.parties.map(({ code }) => (code === left ? 0 : code === right ? 1 : -1));
  return (places) =>
    [...coverage.locateAll(Float64Array.from(places.flat()))].map(
      (leaf) => sideOfParty[coverage.partyOfLeaf[leaf] ?? -1] ?? -1,
    );
}

function piecesOf(lines: readonly Line[], sidesAt: (places: readonly Lonlat[]) => number[]): StreetPieces {
  const middles: Lonlat[] = [];
  const lengths: number[] = [];
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const length = edgeLength(from[0], from[1], to[0], to[1]);
      const count = Math.max(1, Math.ceil(length / piece));
      for (let n = 0; n < count; n++) {
        const at = (n + 0.5) / count;
        middles.push([from[0] + (to[0] - from[0]) * at, from[1] + (to[1] - from[1]) * at]);
        lengths.push(length / count);
      }
    }
  const sides = sidesAt(middles);
  const kept = middles.map((_, i) => i).filter((i) => (sides[i] ?? -1) >= 0);
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    longitude: kept.map((i) => rounded(middles[i]?.[0] ?? 0, 6)),
    latitude: kept.map((i) => rounded(middles[i]?.[1] ?? 0, 6)),
    metres: kept.map((i) => rounded(lengths[i] ?? 0, 2)),
    side: kept.map((i) => sides[i] ?? 0),
  };
}

/** The lines around two parties, but for those between them, with who lies behind each. */
function outersOf(coverage: Coverage, left: string, right: string): Outer<Neighbour>[] {
  const regions = coverage.byParty();
  const { arrangement: a, parties } = regions;
  const codesOf = (face: number): string[] =>
    [...partiesOf(regions, face)].flatMap((party) => parties[party]?.code ?? []);
  const ours = (codes: readonly string[]): boolean => codes.includes(left) || codes.includes(right);
  const outers: Outer<Neighbour>[] = [];
  for (let chain = 0; chain < chainCount(a); chain++) {
    const faces = [a.chainLeft[chain] ?? 0, a.chainRight[chain] ?? 0];
    const [one, other] = faces.map(codesOf) as [string[], string[]];
    if (ours(one) === ours(other)) continue;
    const [face, codes] = ours(one) ? [faces[1] ?? 0, other] : [faces[0] ?? 0, one];
    if (face !== 0 && codes.length === 0 && faceWidth(a, face) < thin) continue;
    const line: Lonlat[] = [];
    for (let i = a.chainStart[chain] ?? 0; i < (a.chainStart[chain + 1] ?? 0); i++) {
      const vertex = a.chainVertex[i] ?? 0;
      line.push([(a.vertexX[vertex] ?? 0) / unitsPerDegree, (a.vertexY[vertex] ?? 0) / unitsPerDegree]);
    }
    const area = codes[0] === undefined ? null : coverage.areas.get(codes[0]);
    outers.push({ line, area: area ? { code: area.code, name: area.name, nameEn: area.nameEn } : null });
  }
  return outers;
}
