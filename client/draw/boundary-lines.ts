import type { Bounds, Line, Lonlat } from '../../geodata/geometry.ts';
import { type Arrangement, chainCount, unitsPerDegree } from '../../geodata/topology/arrangement.ts';

/** The chains of an arrangement that come into `bounds`, exactly as they are stored; at most `most` of them. */
export function boundaryLines(arrangement: Arrangement, bounds: Bounds, most: number): Line[] {
  const [west, south, east, north] = bounds.map((degrees) => Math.round(degrees * unitsPerDegree)) as [
    number,
    number,
    number,
    number,
  ];
  const { vertexX, vertexY, chainStart, chainVertex } = arrangement;
  const lines: Line[] = [];
  for (let chain = 0; chain < chainCount(arrangement) && lines.length < most; chain++) {
    const [from, to] = [chainStart[chain] ?? 0, chainStart[chain + 1] ?? 0];
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = from; i < to; i++) {
      const [x, y] = [vertexX[chainVertex[i] ?? 0] ?? 0, vertexY[chainVertex[i] ?? 0] ?? 0];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    if (maxX < west || minX > east || maxY < south || minY > north) continue;
    const line: Lonlat[] = [];
    for (let i = from; i < to; i++) {
      const vertex = chainVertex[i] ?? 0;
      line.push([(vertexX[vertex] ?? 0) / unitsPerDegree, (vertexY[vertex] ?? 0) / unitsPerDegree]);
    }
    lines.push(line);
  }
  return lines;
}
