import Flatbush from 'flatbush';
import { type Arrangement, chainCount, faceCount } from '../topology/arrangement.ts';
import { measureChainsAndFaces } from '../topology/measure.ts';
import { createWalk, type Walk } from './planar/walk.ts';
import { createRaster, type Raster } from './raster.ts';

/** An arrangement with what it takes to measure a footprint's part in each of its faces. */
export interface Partition {
  readonly arrangement: Arrangement;
  readonly raster: Raster;
  /** West, south, east, north of each chain and of each face but the outside, in grid units. */
  readonly chainBounds: Int32Array;
  readonly faceBounds: Int32Array;
  /**
   * Square metres of each face with edges straight in longitude and latitude, as a footprint's parts are measured: the
   * arrangement's own, straight in the authalic plane, differ by the bend of long edges, and shares would not add up.
   */
  readonly faceArea: Float64Array;
  /** Faces by their bounds in grid units; item i is face i + 1. */
  readonly faceIndex: Flatbush | null;
  readonly walk: Walk;
  /** How many polygons were measured, and for how many of them the walk did not hold and the slower method was used. */
  readonly counts: { measured: number; fallbacks: number };
}

/** `raster` where there is one already. */
export function createPartition(arrangement: Arrangement, raster = createRaster(arrangement)): Partition {
  const chainBounds = boundChains(arrangement);
  const faceBounds = boundFaces(arrangement, chainBounds);
  const partition = {
    arrangement,
    raster,
    chainBounds,
    faceBounds,
    faceArea: measureChainsAndFaces(arrangement, faceCount(arrangement), 0).faceArea,
    faceIndex: indexFaces(faceBounds),
    counts: { measured: 0, fallbacks: 0 },
  };
  return { ...partition, walk: createWalk(partition) };
}

function boundChains(a: Arrangement): Int32Array {
  const bounds = new Int32Array(chainCount(a) * 4);
  for (let chain = 0; chain < chainCount(a); chain++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = a.chainStart[chain] ?? 0; i < (a.chainStart[chain + 1] ?? 0); i++) {
      const x = a.vertexX[a.chainVertex[i] ?? 0] ?? 0;
      const y = a.vertexY[a.chainVertex[i] ?? 0] ?? 0;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    bounds.set([west, south, east, north], chain * 4);
  }
  return bounds;
}

function boundFaces(a: Arrangement, chainBounds: Int32Array): Int32Array {
  const bounds = new Int32Array(faceCount(a) * 4);
  for (let face = 1; face < faceCount(a); face++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = a.faceChainStart[face] ?? 0; i < (a.faceChainStart[face + 1] ?? 0); i++) {
      const at = (a.faceChain[i] ?? 0) * 4;
      west = Math.min(west, chainBounds[at] ?? 0);
      south = Math.min(south, chainBounds[at + 1] ?? 0);
      east = Math.max(east, chainBounds[at + 2] ?? 0);
      north = Math.max(north, chainBounds[at + 3] ?? 0);
    }
    bounds.set([west, south, east, north], face * 4);
  }
  return bounds;
}

function indexFaces(faceBounds: Int32Array): Flatbush | null {
  const count = faceBounds.length / 4 - 1;
  if (count < 1) return null;
  const index = new Flatbush(count);
  for (let at = 4; at < faceBounds.length; at += 4)
    index.add(faceBounds[at] ?? 0, faceBounds[at + 1] ?? 0, faceBounds[at + 2], faceBounds[at + 3]);
  index.finish();
  return index;
}
