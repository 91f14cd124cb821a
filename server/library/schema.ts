import { z } from 'zod';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { FieldError } from '../errors.ts';
import { type CaseDocument, format, version } from './document.ts';

const words = (most: number) => z.string().trim().max(most);
const code = z
  .string()
  .regex(/^[\w.-]{1,40}$/, 'must be a code of at most 40 letters, digits, dots and hyphens');
const time = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());
const share = z.number().min(0).max(1);
const named = { code, name: words(100), nameEn: words(100) };

/** Longitude and latitude, WGS84. */
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const line = z.array(position).min(2).max(20_000);
const ring = z
  .array(position)
  .min(4)
  .max(20_000)
  .refine((all) => String(all[0]) === String(all.at(-1)), 'must end where it begins');
const rings = z.array(ring).min(1).max(500);
const polygon = z.object({ type: z.literal('Polygon'), coordinates: rings });
const multiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(rings).min(1).max(500),
});
const multiLine = z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line).max(1000) });
const footprint = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position).min(1).max(1000) }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  multiLine,
  polygon,
  multiPolygon,
]);

export const annotationSchema = z.object({
  title: words(120).min(2, 'must be a title of at least 2 characters'),
  lesson: words(5000).default(''),
  tags: z.array(words(30).min(1)).max(12).default([]),
});

/** A file of a case, field by field. Unknown fields are left out: they may hold what must not come in. */
export const documentSchema = annotationSchema.extend({
  format: z.literal(format),
  version: z.literal(version),
  number: words(40),
  kind: z.enum(['enforcement', 'priority', 'emergency']),
  joint: z.boolean(),
  category: z.object(named),
  place: words(200),
  placeEn: words(200),
  location: position,
  occurredAt: time,
  blownAt: time,
  blownFor: code,
  closedAt: time,
  outcome: z.enum(['sole', 'joint', 'uncertain', 'unassigned']),
  sentence: z.object({ zh: words(2000), en: words(2000) }),
  sides: z
    .array(
      z.object({
        ...named,
        party: z.number().int().min(1).max(6),
        role: z.enum(['lead', 'assist', 'inform']),
        share,
      }),
    )
    .min(1)
    .max(40),
  bodies: z
    .array(z.object({ ...named, areaCode: code, short: words(30), shortEn: words(30), dueAt: time }))
    .max(400),
  seam: multiLine.nullable(),
  drawings: z
    .array(
      z.object({
        at: time,
        footprint,
        accuracy: z.number().min(0).max(10_000),
        parts: z
          .array(
            z.object({
              code,
              share,
              shape: z.discriminatedUnion('type', [polygon, multiPolygon]).nullable(),
            }),
          )
          .max(40),
      }),
    )
    .min(1)
    .max(100),
  steps: z
    .array(
      z.object({
        at: time,
        step: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/, 'must be the name of a step'),
        who: z.object(named).nullable(),
        distance: z.number().min(0).max(1e7).nullable(),
      }),
    )
    .min(2)
    .max(10_000),
});

/** What does not hold together in a document whose fields are all right. Empty where it can be replayed. */
export function faultsOf(document: CaseDocument): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (pointer: string, got: string, detail: Bilingual) => faults.push({ pointer, got, detail });
  const sides = new Set(document.sides.map(({ code }) => code));
  if (!sides.has(document.blownFor))
    fault('#/blownFor', document.blownFor, {
      zh: '吹哨方不在各方之中',
      en: 'Who blew is not among the sides',
    });
  document.bodies.forEach(({ areaCode }, index) => {
    if (!sides.has(areaCode))
      fault(`#/bodies/${index}/areaCode`, areaCode, {
        zh: '召集单位所属的一方不在各方之中',
        en: 'The side of this body is not among the sides',
      });
  });
  const whole = document.sides
    .filter(({ role }) => role !== 'inform')
    .reduce((sum, side) => sum + side.share, 0);
  if (document.sides.length > 1 && whole > 1.01 * document.sides.length)
    fault('#/sides', String(whole), { zh: '份额之和过大', en: 'The shares add up to too much' });
  document.steps.forEach(({ at }, index) => {
    const before = document.steps[index - 1];
    if (before && before.at > at)
      fault(`#/steps/${index}/at`, at, {
        zh: `早于前一步（${before.at}）`,
        en: `Is before the step before it (${before.at})`,
      });
  });
  const order = document.steps.map(({ step }) => step);
  for (const wanted of ['whistle.blown', 'whistle.closed'])
    if (!order.includes(wanted))
      fault('#/steps', order.slice(0, 5).join(', '), {
        zh: `没有“${wanted}”这一步`,
        en: `Has no step ${wanted}`,
      });
  return faults;
}
