import { squareMetresOf } from '../../geodata/analysis/hexagons.ts';
import { type Measure as Measured, rateOf } from '../../geodata/analysis/rate.ts';
import type { Place } from '../api.ts';
import type { Format } from '../text/format.ts';
import { sparkPoints } from './bins.ts';
import type { DrawnBins as Bins } from './columns-protocol.ts';
import { hexagonName } from './hexagons.ts';
import type { Measure } from './url.ts';

/** An area or hexagon with its figures. */
export interface HeatRow {
  readonly key: string;
  readonly name: string;
  readonly second: string;
  /** The area it lies in; the code of a hexagon. */
  readonly above: string;
  readonly series: readonly number[];
  readonly count: number;
  /** In the measure; null where what it would be divided by is not known. */
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** Count of the time it is set beside; null where there is none. */
  readonly earlier: number | null;
  readonly size: {
    readonly squareMetres: number;
    readonly people: number | null;
    readonly streetMetres: number | null;
  };
}

/** Rows from the highest value down. Areas that the reader may not see, or that are outside what is asked for, have no row. */
export function heatRows(
  bins: Bins,
  places: readonly Place[] | null,
  measure: Measure,
  within: string | undefined,
  format: Format,
): HeatRow[] {
  const index = new Map(bins.codes.map((code, place) => [code, place]));
  const make = (key: string, name: string, above: string, fact: string, size: HeatRow['size']): HeatRow => {
    const place = index.get(key) ?? -1;
    const count = bins.counts[place] ?? 0;
    const rate = rateOf(count, measure satisfies Measured, size);
    return {
      key,
      name,
      second: format.facts([above, fact]),
      above,
      series: place < 0 ? [] : [...bins.series.subarray(place * sparkPoints, (place + 1) * sparkPoints)],
      count,
      value: rate?.value ?? null,
      interval: rate?.interval ?? null,
      earlier: bins.earlier === null ? null : (bins.earlier.counts[place] ?? 0),
      size,
    };
  };
  const rows =
    places === null
      ? bins.codes.flatMap((cell, place) =>
          (bins.counts[place] ?? 0) + (bins.earlier?.counts[place] ?? 0) === 0
            ? []
            : [
                make(cell, hexagonName(cell), cell, '', {
                  squareMetres: squareMetresOf(cell),
                  people: null,
                  streetMetres: null,
                }),
              ],
        )
      : places
          .filter(
            ({ code, above }) =>
              within === undefined || isWithin(code, above, within) || !below(within, code),
          )
          .map((place) =>
            make(
              place.code,
              format.name(place),
              place.above[0] === undefined ? '' : format.name(place.above[0]),
              secondFact(place, measure, format),
              place,
            ),
          );
  return rows.sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.key < b.key ? -1 : 1));
}

const isWithin = (code: string, above: Place['above'], within: string): boolean =>
  code === within || above.some((one) => one.code === within);

/** The city, which is above all, is in no list of names. */
const below = (within: string, code: string): boolean =>
  !(within.endsWith('0000') && code.startsWith(within.slice(0, 2)));

/** What the measure divides by, where it is one that people ask after. */
function secondFact(place: Place, measure: Measure, format: Format): string {
  if (measure === 'perHead' && place.people !== null) return format.people(place.people);
  if (measure === 'perKm' && place.streetMetres !== null) return format.length(place.streetMetres);
  return format.area(place.squareMetres);
}

/** A value of the time before in the same measure; null where either is not known. */
export function earlierValue(row: HeatRow, measure: Measure): number | null {
  return row.earlier === null ? null : (rateOf(row.earlier, measure, row.size)?.value ?? null);
}

/**
 * Whether two counts differ by more than chance would have it, one time in twenty: the normal test of two Poisson counts
 * over spans of the same length (Przyborowski & Wilenski 1940 in its large-sample form).
 */
export const differs = (count: number, earlier: number): boolean =>
  count + earlier > 0 && Math.abs(count - earlier) / Math.sqrt(count + earlier) > 1.96;
