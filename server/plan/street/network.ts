// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { StreetGraph } from '../../../geodata/analysis/network/graph.ts';
import type { Lixels } from '../../../geodata/analysis/network/lixels.ts';
import { positionAt, stretch } from '../../../geodata/analysis/network/streets.ts';
import { metresPerRadian, radiansPerDegree } from '../../../geodata/topology/ellipsoid.ts';

/** Metres of a piece of street that has one density. */
export const lixelMetres = 50;
/** Metres to the side of a street within which a place is looked for to say whose the piece is. */
const aside = 30;
const unitsPerDegree = 1e7;

/** The streets of the city cut into pieces, in columns; a street is its place in the list they came in. */
export interface Network {
  readonly street: Uint32Array;
  readonly metres: Float32Array;
  /** Positions of piece i are start[i] up to start[i + 1] of `position`: longitude and latitude in units of 1e-7 degrees. */
  readonly start: Uint32Array;
  readonly position: Int32Array;
  /** Three places a piece, longitude and latitude in degrees: its middle, and 30 m to the left and right of that. */
  readonly beside: Float64Array;
}

/** The pieces as they are drawn and asked about. */
export function networkOf(graph: StreetGraph, lixels: Lixels): Network {
  const { streets, edgePart, edgeStart } = graph;
  const count = lixels.first.at(-1) ?? 0;
  const street = new Uint32Array(count);
  const metres = new Float32Array(count);
  const start = new Uint32Array(count + 1);
  const beside = new Float64Array(6 * count);
  const position: number[] = [];
  edgePart.forEach((part, edge) => {
    const length = lixels.length[edge]!;
    for (let i = lixels.first[edge]!; i < lixels.first[edge + 1]!; i++) {
      const from = edgeStart[edge]! + (i - lixels.first[edge]!) * length;
      street[i] = streets.partStreet[part]!;
      metres[i] = length;
      for (const [lon, lat] of stretch(streets, part, from, from + length))
        position.push(Math.round(lon * unitsPerDegree), Math.round(lat * unitsPerDegree));
      start[i + 1] = position.length / 2;
      const { at, segment } = positionAt(streets, part, from + length / 2);
      const { north, east } = metresPerRadian(at[1]);
      const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
      const ends = streets.ends.subarray(4 * segment, 4 * segment + 4);
      const [dx, dy] = [(ends[2]! - ends[0]!) * perLon, (ends[3]! - ends[1]!) * perLat];
      const reach = aside / Math.hypot(dx, dy);
      beside.set([at[0], at[1]], 6 * i);
      beside.set([at[0] - (dy * reach) / perLon, at[1] + (dx * reach) / perLat], 6 * i + 2);
      beside.set([at[0] + (dy * reach) / perLon, at[1] - (dx * reach) / perLat], 6 * i + 4);
    }
  });
  return { street, metres, start, position: Int32Array.from(position), beside };
}

/**
 * The pieces for a browser, little-endian, whole numbers of four bytes: how many pieces and how many positions; the
 * number of each piece's street; where its positions begin, and the end of the last; then the positions.
 */
export function packNetwork(network: Network, ids: Uint32Array): ArrayBuffer {
  const count = network.street.length;
  const packed = new Uint32Array(2 + count + count + 1 + network.position.length);
  packed.set([count, network.position.length / 2]);
  packed.set(
    network.street.map((street) => ids[street]!),
    2,
  );
  packed.set(network.start, 2 + count);
  packed.set(new Uint32Array(network.position.buffer), 2 + count + count + 1);
  return packed.buffer;
}
