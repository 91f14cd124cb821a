import type { Bounds } from '../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../geodata/jurisdiction/coverage.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { unpackSlice } from '../../geodata/jurisdiction/pack-slice.ts';
import { isWithin, snapToSlice } from '../../geodata/jurisdiction/slice-grid.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';

/** Bytes that the server has at a path; null where it has nothing there. Throws where it cannot be asked. */
export type Fetcher = (path: string) => Promise<Uint8Array | null>;

/** The boundaries of one edition, as much of them as was needed so far. */
export interface Slices {
  /** What verdicts stand on, wherever they are asked for: the lines between parties. */
  readonly coverage: Coverage;
  /** The whole edition, for what only its finest areas tell; fetched once. */
  whole(): Promise<Coverage>;
  /** All finest lines within bounds; where they are wider than any slice, those of parties alone. */
  around(bounds: Bounds): Promise<Arrangement>;
}

/** Slices kept: those of the last few views. */
const mostKept = 6;
/** Of its width and height that a view is grown by either way, so that the next one is likely to be there. */
const margin = 0.5;

export async function openSlices(edition: number, fetchBytes: Fetcher): Promise<Slices> {
  let whole: Promise<Coverage> | null = null;
  const fetchWhole = async (): Promise<Coverage> => {
    const bytes = await fetchBytes(`/api/editions/${edition}/coverage`);
    if (bytes === null) throw new Error(`the server has no edition ${edition}`);
    return createCoverage(unpackGeography(bytes));
  };
  const wholeOnce = (): Promise<Coverage> => {
    whole ??= fetchWhole().catch((error: unknown) => {
      whole = null;
      throw error;
    });
    return whole;
  };
  const fetchSlice = async (bounds: Bounds | null): Promise<EditionGeography | null> => {
    const bytes = await fetchBytes(
      `/api/editions/${edition}/slice${bounds === null ? '' : `?bbox=${bounds.join(',')}`}`,
    );
    return bytes && unpackSlice(bytes);
  };
  const lines = await fetchSlice(null);
  const coverage = lines === null ? await wholeOnce() : createCoverage(lines);
  const kept: { readonly bounds: Bounds; readonly lines: Promise<Arrangement> }[] = [];

  return {
    coverage,
    whole: wholeOnce,
    async around(bounds) {
      const place = kept.findIndex((slice) => isWithin(bounds, slice.bounds));
      const found = kept[place];
      if (found) {
        kept.splice(place, 1);
        kept.push(found);
        return found.lines;
      }
      const wanted = snapToSlice(grown(bounds)) ?? snapToSlice(bounds);
      if (wanted === null) return coverage.arrangement;
      const entry = {
        bounds: wanted,
        lines: fetchSlice(wanted).then(async (slice) => (slice ?? (await wholeOnce())).arrangement),
      };
      kept.push(entry);
      if (kept.length > mostKept) kept.shift();
      try {
        return await entry.lines;
      } catch (error) {
        kept.splice(kept.indexOf(entry), 1);
        throw error;
      }
    },
  };
}

function grown([west, south, east, north]: Bounds): Bounds {
  const [across, up] = [margin * (east - west), margin * (north - south)];
  return [west - across, south - up, east + across, north + up];
}
