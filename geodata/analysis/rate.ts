import { type Interval, poissonInterval } from './interval.ts';

/** What a count is put in relation to: nothing, thousand residents, square kilometres, kilometres of street. */
export type Measure = 'count' | 'perHead' | 'perKm2' | 'perKm';

/** What an area can be measured by; null where nobody has said. */
export interface Extent {
  readonly people: number | null;
  readonly squareMetres: number;
  readonly streetMetres: number | null;
}

/** A count in its measure with the 95 % interval of its mean; null where what it would be divided by is unknown or nothing. */
export interface Rate {
  readonly value: number;
  readonly interval: Interval;
}

/** Residents that a rate per head is told for. */
export const heads = 1000;

export function rateOf(count: number, measure: Measure, extent: Extent): Rate | null {
  const size = sizeOf(measure, extent);
  if (size === null || size <= 0) return null;
  const [low, high] = poissonInterval(count);
  return { value: count / size, interval: [low / size, high / size] };
}

function sizeOf(measure: Measure, { people, squareMetres, streetMetres }: Extent): number | null {
  switch (measure) {
    case 'count':
      return 1;
    case 'perHead':
      return people === null ? null : people / heads;
    case 'perKm2':
      return squareMetres / 1e6;
    case 'perKm':
      return streetMetres === null ? null : streetMetres / 1000;
  }
}
