import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { facesAtAll } from '../../geodata/jurisdiction/bulk.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { distanceToEdge, visitEdges } from '../../geodata/jurisdiction/raster.ts';
import type { Holding, Records } from '../../geodata/jurisdiction/records.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules, rulesFor } from '../../geodata/jurisdiction/rules.ts';
import type { Refusal, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { unitsPerDegree } from '../../geodata/topology/arrangement.ts';
import type { DutyList } from '../duty/list.ts';

/** A place to be judged, WGS84; `accuracy` is its 95 % radius in metres, `occurredAt` ISO 8601. */
export interface BulkPoint {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
  readonly category: string;
  readonly occurredAt: string;
}

/**
 * One answer a point. Points that are certain of the same area share one verdict, in which only the hash of the geometry is
 * another's (see `hashOfPoint`). `leaf` is the finest area it lies in, null for none.
 */
export type BulkVerdict =
  | { readonly verdict: Verdict; readonly shared: boolean; readonly leaf: string | null }
  | { readonly refusal: Refusal };

/**
 * Judges many points at once, by the rules of `resolve` without shapes and moves. A point so far from every line, every
 * holding and every edge of what its category reaches that nothing but its area, its category and its accuracy can matter
 * is given the verdict that `resolve` gives to the first such point; areas of its discs then differ in the ninth digit.
 * Categories that the rules treat alike differ in the departments alone. All other points are asked one by one. The
 * categories must be of the duty list.
 */
export function judgeBulk(
  coverage: Coverage,
  { records, duties }: { readonly records: Records; readonly duties: DutyList },
  points: readonly BulkPoint[],
): readonly BulkVerdict[] {
  const parties = coverage.byParty();
  const positions = new Float64Array(2 * points.length);
  for (const [i, { lon, lat }] of points.entries()) {
    positions[2 * i] = lon;
    positions[2 * i + 1] = lat;
  }
  const faces = facesAtAll(parties.arrangement, parties.raster, positions);
  const leaves = coverage.locateAll(positions);
  const sharing = sharingOf(coverage, records, duties);

  return points.map((point, i) => {
    const leaf = coverage.leaves[leaves[i] ?? -1] ?? null;
    const face = faces[i] ?? 0;
    const kind = sharing.kinds.get(point.category);
    if (kind === undefined) throw new Error(`the duty list has no category "${point.category}"`);
    const ask = () => resolveOne(coverage, { records, duties }, point, kind);
    const found =
      face !== 0 && isAlone(parties, records, point) ? sharing.find(face, point, kind, ask) : null;
    if (found) return { verdict: found, shared: true, leaf };
    const answer = ask();
    return 'refusal' in answer ? answer : { verdict: answer.verdict, shared: false, leaf };
  });
}

/** What is shared by the points of a face. */
interface Sharing {
  readonly coverage: Coverage;
  readonly records: Records;
  /** By code of the category. */
  readonly kinds: ReadonlyMap<string, WhistleKind>;
  /** The verdict of points that lie alone in a face, by what `ask` answers for one of them; null where they cannot share. */
  readonly find: (
    face: number,
    point: BulkPoint,
    kind: WhistleKind,
    ask: () => { readonly verdict: Verdict } | { readonly refusal: Refusal },
  ) => Verdict | null;
}

/** Kept as long as the duty list it was judged by: a file comes in many batches, and each verdict is worked out for the first of them. */
function sharingOf(coverage: Coverage, records: Records, duties: DutyList): Sharing {
  let sharing = known.get(duties);
  if (sharing?.coverage !== coverage || sharing.records !== records) {
    sharing = createSharing(coverage, records, duties);
    known.set(duties, sharing);
  }
  return sharing;
}

const known = new WeakMap<DutyList, Sharing>();

function createSharing(coverage: Coverage, records: Records, duties: DutyList): Sharing {
  const byCategory = new Map<string, Verdict | null>();
  const byTreatment = new Map<string, Verdict | null>();
  return {
    coverage,
    records,
    kinds: new Map(duties.categories.map(({ code, kind }) => [code, kind])),
    find: (face, { category, accuracy }, kind, ask) => {
      const place = `${face} ${accuracy} `;
      const own = byCategory.get(place + category);
      if (own !== undefined) return own;
      const treatment = place + treatmentOf(category, kind);
      let model = byTreatment.get(treatment);
      if (model === undefined) {
        const answer = ask();
        model = 'verdict' in answer && isPlain(answer.verdict) ? answer.verdict : null;
        byTreatment.set(treatment, model);
      }
      const verdict = model && {
        ...model,
        parties: model.parties.map((party) => ({
          ...party,
          departments: duties.departments(party.jurisdiction.path, category),
        })),
      };
      byCategory.set(place + category, verdict);
      return verdict;
    },
  };
}

/** Names what the rules make of a category beside its departments: its kind, its own thresholds, and what it is about. */
const treatmentOf = (category: string, kind: WhistleKind): string =>
  defaultRules.categories[category]
    ? category
    : `${kind} ${defaultRules.buildings.includes(category) ? 'building' : 'place'}`;

const resolveOne = (
  coverage: Coverage,
  { records, duties }: { readonly records: Records; readonly duties: DutyList },
  { lon, lat, accuracy, category, occurredAt }: BulkPoint,
  kind: WhistleKind,
) =>
  resolve(
    coverage,
    { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { accuracy } },
    {
      rules: defaultRules,
      duties: duties.departments,
      kind,
      category,
      records,
      at: occurredAt,
      detail: false,
    },
  );

/** Whether nothing in it can depend on where in its face the point lies. */
const isPlain = ({
  outcome,
  parties,
  touched,
  seams,
  defects,
  wouldChange,
  gap,
  overlap,
  outside,
}: Verdict) =>
  outcome === 'sole' &&
  parties.length === 1 &&
  parties[0]?.rule === 'sole' &&
  touched.length + seams.length + defects.length + wouldChange.length === 0 &&
  gap + overlap + outside === 0;

/** Metres of a grid unit of latitude, a little less than anywhere on the ellipsoid; and metres to spare. */
const metresPerUnit = 0.01105;
const spare = 1;

/**
 * Whether no line between parties and no holding is within reach: within the 6.5 σ beyond which the rules see no
 * probability, and within what the category's impact reaches.
 */
function isAlone(parties: Coverage, records: Records, { lon, lat, accuracy, category }: BulkPoint): boolean {
  const impact = rulesFor(defaultRules, category).impactRadius ?? 0;
  const reach = Math.max((6.5 / 2.45) * accuracy, accuracy + impact) + spare;
  const [x, y] = [lon * unitsPerDegree, lat * unitsPerDegree];
  const perX = metresPerUnit * Math.cos((lat * Math.PI) / 180);
  const { arrangement: a, raster } = parties;
  let alone = true;
  visitEdges(
    raster,
    x - reach / perX,
    y - reach / metresPerUnit,
    x + reach / perX,
    y + reach / metresPerUnit,
    (edge) => {
      if (!alone) return;
      const from = a.chainVertex[edge] ?? 0;
      const to = a.chainVertex[edge + 1] ?? 0;
      const distance = distanceToEdge(
        ((a.vertexX[from] ?? 0) - x) * perX,
        ((a.vertexY[from] ?? 0) - y) * metresPerUnit,
        ((a.vertexX[to] ?? 0) - x) * perX,
        ((a.vertexY[to] ?? 0) - y) * metresPerUnit,
      );
      if (distance <= reach) alone = false;
    },
  );
  if (!alone) return false;
  const [east, north] = [reach / perX / unitsPerDegree, reach / metresPerUnit / unitsPerDegree];
  const holdings = shelfOf(records);
  return holdings === null || holdings.search(lon - east, lat - north, lon + east, lat + north).length === 0;
}

const shelves = new WeakMap<Records, Flatbush>();

/** The bounds of all holdings, piece by piece and as wide as they are: a railway lies in few places, its bounds in the whole city. */
function shelfOf(records: Records): Flatbush | null {
  let shelf = shelves.get(records);
  if (!shelf) {
    const boxes = records.holdings.flatMap(boxesOf);
    if (boxes.length === 0) return null;
    shelf = new Flatbush(boxes.length);
    for (const box of boxes) shelf.add(...box);
    shelf.finish();
    shelves.set(records, shelf);
  }
  return shelf;
}

/** Degrees a metre takes at most as far from the equator as anybody lives, and metres a line without a width is taken to be across. */
const degreesPerMetre = 3e-5;
const leastWidth = 4;

/** A box around each stretch of a line, and around each polygon. */
function boxesOf({ geometry, width }: Holding): [number, number, number, number][] {
  const margin = Math.max(leastWidth, width) * degreesPerMetre;
  switch (geometry.type) {
    case 'LineString':
      return stretchesOf(geometry.coordinates).map((stretch) => boxOf(stretch, margin));
    case 'MultiLineString':
      return geometry.coordinates.flatMap(stretchesOf).map((stretch) => boxOf(stretch, margin));
    case 'Polygon':
      return [boxOf(geometry.coordinates[0] ?? [], margin)];
    default:
      return geometry.coordinates.map(([shell = []]) => boxOf(shell, margin));
  }
}

const stretchesOf = (line: readonly Position[]): (readonly Position[])[] =>
  line.slice(1).map((position, i) => [line[i] ?? position, position]);

function boxOf(positions: readonly Position[], margin: number): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of positions) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west - margin, south - margin, east + margin, north + margin];
}
