// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { densityAlong } from '../../../geodata/analysis/network/density.ts';
import { buildGraph, type StreetGraph } from '../../../geodata/analysis/network/graph.ts';
import type { Kernel } from '../../../geodata/analysis/network/kernel.ts';
import { cutLixels, type Lixels } from '../../../geodata/analysis/network/lixels.ts';
import { type Matched, matchToStreets } from '../../../geodata/analysis/network/match.ts';
import { layOut } from '../../../geodata/analysis/network/streets.ts';
import type { Line } from '../../../geodata/geometry.ts';
import { lixelMetres, type Network, networkOf } from './network.ts';

/** Points of a street's sparkline. */
export const buckets = 24;
const unitsPerDegree = 1e7;

export interface StreetQuestion {
  /** Rows of the incidents to be counted, and of those the density is made of. */
  readonly rows: Uint32Array;
  readonly around: Uint32Array;
  /** Metres from an incident to its street at most. */
  readonly reach: number;
  readonly bandwidth: number;
  readonly kernel: Kernel;
  /** Seconds since 1970 between which sparklines run. */
  readonly from: number;
  readonly until: number;
}

/** Incidents by street, and their density along streets. */
export interface Counted {
  readonly unmatched: number;
  /** By street: how many, and how many of them on the left of its direction. */
  readonly count: Uint32Array;
  readonly left: Uint32Array;
  /** `buckets` of each street. */
  readonly series: Uint32Array;
  /** Incidents per metre of each piece of the network. */
  readonly density: Float32Array;
  /** Incidents on the network, and how much of them dead ends and branches too thin have taken. */
  readonly events: number;
  readonly cutOff: number;
}

/** Keeps streets and incidents matched to them, and counts. */
export function createCounter() {
  let graph: StreetGraph = buildGraph(layOut([]));
  let lixels: Lixels = cutLixels(graph, lixelMetres);
  let incidents: { longitude: Int32Array; latitude: Int32Array; time: Uint32Array } = {
    longitude: new Int32Array(0),
    latitude: new Int32Array(0),
    time: new Uint32Array(0),
  };
  let matched: { readonly reach: number; readonly columns: Matched } | null = null;

  const match = (reach: number): Matched => {
    if (matched?.reach !== reach) {
      const degrees = (units: Int32Array) => Float64Array.from(units, (unit) => unit / unitsPerDegree);
      const columns = matchToStreets(
        graph.streets,
        degrees(incidents.longitude),
        degrees(incidents.latitude),
        reach,
      );
      matched = { reach, columns };
    }
    return matched.columns;
  };
  return {
    setStreets(streets: readonly (readonly Line[])[]): Network {
      graph = buildGraph(layOut(streets));
      lixels = cutLixels(graph, lixelMetres);
      matched = null;
      return networkOf(graph, lixels);
    },
    setIncidents(columns: typeof incidents): null {
      incidents = columns;
      matched = null;
      return null;
    },
    count({ rows, around, reach, bandwidth, kernel, from, until }: StreetQuestion): Counted {
      const { street, left: onLeft, part, along } = match(reach);
      const streets = graph.streets.count;
      const count = new Uint32Array(streets);
      const left = new Uint32Array(streets);
      const series = new Uint32Array(streets * buckets);
      const perBucket = (until - from) / buckets;
      let unmatched = 0;
      for (const row of rows) {
        const on = street[row]!;
        if (on < 0) {
          unmatched++;
          continue;
        }
        count[on]!++;
        left[on]! += onLeft[row]!;
        const bucket = Math.min(buckets - 1, Math.floor((incidents.time[row]! - from) / perBucket));
        series[on * buckets + bucket]!++;
      }
      const { density, events, mass } = densityAlong(
        graph,
        lixels,
        Int32Array.from(around, (row) => part[row]!),
        Float64Array.from(around, (row) => along[row]!),
        { bandwidth, kernel },
      );
      return {
        unmatched,
        count,
        left,
        series,
        density: Float32Array.from(density),
        events,
        cutOff: events - mass,
      };
    },
  };
}
