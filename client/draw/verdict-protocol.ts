import type { Bounds, FootprintGeometry, Line } from '../../geodata/geometry.ts';
import type { DutyRow } from '../../geodata/jurisdiction/duties.ts';
import type { Refusal, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

/** A question to the worker: whose is this shape? */
export interface Question {
  readonly geometry: FootprintGeometry;
  /** 95 % radius of a point in metres. */
  readonly accuracy: number;
  /** Width of a line in metres. */
  readonly width: number;
  readonly category: string | undefined;
  readonly kind: WhistleKind | undefined;
  /** Code of the area on whose behalf the whistle would be blown. */
  readonly blower: string | undefined;
}

export type Answer = { readonly verdict: Verdict } | { readonly refusal: Refusal };

export type ToWorker =
  | { readonly type: 'load'; readonly edition: number; readonly duties: readonly DutyRow[] }
  | { readonly type: 'judge'; readonly ticket: number; readonly question: Question }
  | { readonly type: 'lines'; readonly ticket: number; readonly bounds: Bounds };

export type FromWorker =
  | { readonly type: 'ready'; readonly edition: number }
  | { readonly type: 'failed'; readonly edition: number; readonly detail: string }
  | {
      readonly type: 'answer';
      readonly ticket: number;
      readonly answer: Answer;
      readonly milliseconds: number;
    }
  | { readonly type: 'lines'; readonly ticket: number; readonly lines: readonly Line[] };

/** A question as the Feature that the resolver and POST /api/verdicts read. */
export function asFeature(question: Question): object {
  return {
    type: 'Feature',
    geometry: question.geometry,
    properties: {
      crs: 'wgs84',
      ...(question.category === undefined ? {} : { category: question.category }),
      ...(question.kind === undefined ? {} : { kind: question.kind }),
      ...(question.accuracy > 0 && isPoint(question.geometry) ? { accuracy: question.accuracy } : {}),
      ...(question.width > 0 && isLine(question.geometry) ? { width: question.width } : {}),
    },
  };
}

const isPoint = ({ type }: FootprintGeometry): boolean => type === 'Point' || type === 'MultiPoint';
const isLine = ({ type }: FootprintGeometry): boolean => type === 'LineString' || type === 'MultiLineString';
