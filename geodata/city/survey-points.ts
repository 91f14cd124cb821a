import type { Division } from './division.ts';
import { around, end, type Mesh, splitEdge, start } from './mesh.ts';
import { along, cross, distance, distanceToSegment, onGrid, type Point } from './plane.ts';
import { between, createRandom, type Random } from './random.ts';

/** No point closer than this to its neighbours, in metres; longer edges have them further apart. */
const closest = 28;
/** How far a point may lie off the straight line: so many metres, and so much of the way to the nearer end. */
const furthestAside = 1.1;
const leanAside = 0.016;

/**
 * Breaks long edges by further vertices, as surveyed lines have them. Lines between subdistricts stay straight from
 * corner to corner, since streets run on them; the others waver by a metre at most, where that crosses nothing.
 */
export function surveyEdges({ mesh, leaf, quiet, seed }: Division): void {
  const random = createRandom(seed, 'survey points');
  const edges = mesh.face.length;
  for (let h = 0; h < edges; h += 2) {
    if (mesh.frozen.has(h >> 1)) continue;
    const [a, b] = [start(mesh, h), end(mesh, h)];
    if (quiet.some(({ at, reach }) => distanceToSegment(at, a, b) < reach)) continue;
    const subdistrict = (side: number): string => leaf[mesh.face[side] as number]?.slice(0, 9) ?? '';
    const wavering = subdistrict(h) === subdistrict(h ^ 1) ? pointsBetween(a, b, random) : null;
    const points = wavering && isClear(mesh, h, [a, ...wavering, b]) ? wavering : pointsBetween(a, b, null);
    let rest = h;
    for (const p of points) rest = splitEdge(mesh, rest, p);
  }
}

function pointsBetween(a: Point, b: Point, random: Random | null): Point[] {
  const length = distance(a, b);
  const pieces = Math.round(length / Math.max(closest, 4.2 * Math.sqrt(length)));
  const across: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  return Array.from({ length: Math.max(0, pieces - 1) }, (_, i) => {
    const [x, y] = along(a, b, (i + 1) / pieces);
    const reach = Math.min(furthestAside, (leanAside * length * Math.min(i + 1, pieces - i - 1)) / pieces);
    const aside = random ? between(random, -reach, reach) : 0;
    return onGrid([x + across[0] * aside, y + across[1] * aside]);
  });
}

/** Whether a line in place of edge h would cross no other edge of the two faces beside it. */
function isClear(mesh: Mesh, h: number, line: readonly Point[]): boolean {
  const west = Math.min(...line.map(([x]) => x));
  const east = Math.max(...line.map(([x]) => x));
  const south = Math.min(...line.map(([, y]) => y));
  const north = Math.max(...line.map(([, y]) => y));
  const isApart = (p: Point, q: Point): boolean =>
    (p[0] < west && q[0] < west) ||
    (p[0] > east && q[0] > east) ||
    (p[1] < south && q[1] < south) ||
    (p[1] > north && q[1] > north);
  return [h, h ^ 1].every((side) =>
    around(mesh, mesh.face[side] as number).every((other) => {
      const [p, q] = [start(mesh, other), end(mesh, other)];
      return (
        other === side ||
        isApart(p, q) ||
        line.every((a, i) => i === 0 || !cross(line[i - 1] as Point, a, p, q))
      );
    }),
  );
}
