import { type Classes, classesOf, classOf } from '../../geodata/analysis/classes.ts';
import type { Format } from '../text/format.ts';
import { figure } from './figure.ts';
import { differs, earlierValue, type HeatRow } from './heat-rows.ts';
import type { Measure } from './url.ts';

/** A class of the map: the token of its colour, its upper bound and both bounds in words, how many things are in it. */
export interface LegendEntry {
  readonly colour: string;
  readonly label: string;
  readonly range: string;
  readonly count: number;
}

/** Colours by key, and the legend to them. */
export interface Colouring {
  readonly colours: ReadonlyMap<string, string>;
  readonly entries: readonly LegendEntry[];
}

/** One hue, lightness carries the number. `classes` may be those of a whole series of pictures, so that none changes the scale. */
export function byValue(
  values: readonly (readonly [key: string, value: number])[],
  format: Format,
  classes: Classes = classesOf(values.map(([, value]) => value)),
): Colouring {
  const places = values.map(([key, value]) => [key, classOf(classes, value)] as const);
  return {
    colours: new Map(places.map(([key, place]) => [key, `q${place}`])),
    entries: classes.bounds.map((bound, place) => ({
      colour: `q${place}`,
      label: figure(bound, format),
      range: rangeOf(classes, place, format),
      count: places.filter(([, one]) => one === place).length,
    })),
  };
}

/** More in the hue of quantity, fewer in grey; what chance explains stays as pale as nothing. */
const more = ['q2', 'q4', 'q6'];
const fewer = ['line-2', 'ink-3', 'ink'];

/** The difference from an earlier time, in the measure. */
export function byDifference(rows: readonly HeatRow[], measure: Measure, format: Format): Colouring {
  const differences = rows.flatMap((row) => {
    const before = earlierValue(row, measure);
    return row.value === null || before === null
      ? []
      : [{ key: row.key, by: differs(row.count, row.earlier ?? 0) ? row.value - before : 0 }];
  });
  const classes = classesOf(
    differences.map(({ by }) => Math.abs(by)),
    [0.5, 0.85, 1],
  );
  const places = differences.map(
    ({ key, by }) => [key, Math.sign(by) * classOf(classes, Math.abs(by))] as const,
  );
  const colour = (place: number) =>
    place === 0 ? 'q0' : ((place > 0 ? more : fewer)[Math.abs(place) - 1] ?? 'q0');
  const steps = classes.bounds.length - 1;
  return {
    colours: new Map(places.map(([key, place]) => [key, colour(place)])),
    entries: Array.from({ length: 2 * steps + 1 }, (_, index) => index - steps).map((place) => {
      const sign = place > 0 ? '+' : '−';
      return {
        colour: colour(place),
        label: place === 0 ? '0' : `${sign}${figure(classes.bounds[Math.abs(place)] ?? 0, format)}`,
        range: place === 0 ? '0' : `${sign}(${rangeOf(classes, Math.abs(place), format)})`,
        count: places.filter(([, one]) => one === place).length,
      };
    }),
  };
}

/** Both bounds of a class: 20–30. */
export const rangeOf = (
  { bounds }: Classes,
  place: number,
  format: Pick<Format, 'number' | 'decimal'>,
): string =>
  place === 0 ? '0' : `${figure(bounds[place - 1] ?? 0, format)}–${figure(bounds[place] ?? 0, format)}`;
