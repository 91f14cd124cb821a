import { type Crs, parseCrs } from './crs.ts';
import { number, refuse, text } from './input.ts';
import type { Refusal, WhistleKind } from './jurisdiction/verdict.ts';

/** Metres: beyond these an accuracy or a width is a slip of the pen. */
const accuracyLimit = 10_000;
const widthLimit = 1_000;
/** Metres within which a position of unknown reference system is taken to lie: the shift of GCJ-02 and a little more. */
const unknownCrsAccuracy = 600;

/** What a Feature says about its place, beside the geometry. */
interface About {
  /** Metres, 95 % radius: as given, else by how the place was found, and never better than the reference system is known. */
  readonly accuracy: number;
  readonly width: number;
  readonly crs: Crs;
  readonly certain: boolean;
  readonly category: string | undefined;
  readonly whistle: WhistleKind | undefined;
  readonly occurredAt: string | undefined;
}

/** Reads the properties `{category?, kind?, accuracy?, geocode?, width?, crs?, occurredAt?}`; refuses what it does not understand. */
export function readAbout(properties: Record<string, unknown>): About | { readonly refusal: Refusal } {
  const accuracy = number(properties.accuracy, '/properties/accuracy', accuracyLimit);
  if ('refusal' in accuracy) return accuracy;
  const geocoded = readGeocode(properties.geocode);
  if (typeof geocoded === 'object') return geocoded;
  const width = number(properties.width, '/properties/width', widthLimit);
  if ('refusal' in width) return width;
  const certain = properties.crs !== 'unknown';
  const parsed = properties.crs == null || !certain ? { crs: 'wgs84' as const } : parseCrs(properties.crs);
  if ('refusal' in parsed) return parsed;
  const { category, kind, occurredAt } = properties;
  if (category != null && (typeof category !== 'string' || category.length > 100))
    return refuse('bad-category', '/properties/category', text(category), '类别代码', 'a category code');
  if (kind != null && !isKind(kind))
    return refuse(
      'bad-kind',
      '/properties/kind',
      text(kind),
      'enforcement、priority、emergency 之一',
      'one of enforcement, priority, emergency',
    );
  if (occurredAt != null && (typeof occurredAt !== 'string' || !timestamp.test(occurredAt)))
    return refuse(
      'bad-time',
      '/properties/occurredAt',
      text(occurredAt),
      '带时区的 ISO 8601 时间',
      'an ISO 8601 time with its offset',
    );
  const stated = properties.accuracy == null ? geocoded : accuracy.value;
  return {
    accuracy: Math.max(stated, certain ? 0 : unknownCrsAccuracy),
    width: width.value,
    crs: parsed.crs,
    certain,
    category: category ?? undefined,
    whistle: kind ?? undefined,
    occurredAt: occurredAt ?? undefined,
  };
}

/** Metres, 95 % radius, by what a geocoder found the place by. Ours, to begin with: a plot, half a street, a community's and a subdistrict's usual reach. */
const geocodeAccuracies: Readonly<Record<string, number>> = {
  house: 20,
  street: 150,
  community: 500,
  subdistrict: 1_500,
};

function readGeocode(value: unknown): number | { readonly refusal: Refusal } {
  if (value == null) return 0;
  const accuracy =
    typeof value === 'string' ? Object.entries(geocodeAccuracies).find(([name]) => name === value) : null;
  if (accuracy) return accuracy[1];
  const names = Object.keys(geocodeAccuracies);
  return refuse(
    'bad-geocode',
    '/properties/geocode',
    text(value),
    `${names.join('、')} 之一`,
    `one of ${names.join(', ')}`,
  );
}

const isKind = (kind: unknown): kind is WhistleKind =>
  kind === 'enforcement' || kind === 'priority' || kind === 'emergency';

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
