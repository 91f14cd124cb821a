import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { Level } from '../../geodata/area.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { packGeography, unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type ReadOptions, readGeoJson } from '../../geodata/read/geojson.ts';
import { buildEdition } from './build.ts';
import { listDefects } from './defect.ts';
import { compareEditions, type EditionDifference } from './difference.ts';
import type { BuiltEdition } from './draw-edition.ts';
import { drawEditionMap } from './edition-map.ts';
import { type EditionRows, editionRows } from './edition-rows.ts';
import type { FindingKind, ImportReport } from './report.ts';
import { inspectUpload } from './upload-inspect.ts';
import { multiPolygonWkb } from './wkb.ts';

/** What the thread can be asked for: all that takes seconds on a whole city. Geographies travel packed, files gzipped. */
export interface ImportOrders {
  inspect: {
    readonly ask: { readonly gzipped: Uint8Array; readonly base: Uint8Array | null };
    readonly answer: ReturnType<typeof inspectUpload>;
  };
  check: {
    readonly ask: {
      readonly gzipped: Uint8Array;
      readonly base: Uint8Array | null;
      readonly read: ReadOptions;
      readonly accept: readonly FindingKind[];
    };
    readonly answer: CheckAnswer;
  };
  /** The geography of the edition that was checked last, under its number. */
  pack: { readonly ask: { readonly edition: number }; readonly answer: Uint8Array };
  map: { readonly ask: { readonly packed: Uint8Array; readonly level: Level }; readonly answer: Uint8Array };
  compare: {
    readonly ask: { readonly base: Uint8Array; readonly edition: Uint8Array };
    readonly answer: {
      readonly difference: EditionDifference;
      readonly pieces: readonly {
        readonly from: string | null;
        readonly to: string | null;
        readonly area: number;
        readonly shape: string;
      }[];
    };
  };
}

export type CheckAnswer =
  | { readonly refusal: Bilingual }
  | { readonly report: ImportReport; readonly rows: EditionRows; readonly base: number | null };

export type Order = {
  [K in keyof ImportOrders]: { readonly order: K; readonly ask: ImportOrders[K]['ask'] };
}[keyof ImportOrders];

export type Answer =
  | { readonly progress: { readonly step: Bilingual; readonly fraction: number } }
  | { readonly answer: ImportOrders[keyof ImportOrders]['answer'] }
  | { readonly failure: string };

const tell = (message: Answer): void => parentPort?.postMessage(message);
const onProgress = (step: Bilingual, fraction: number): void => tell({ progress: { step, fraction } });

let checked: BuiltEdition | null = null;

parentPort?.on('message', (order: Order) => {
  try {
    tell({ answer: carryOut(order) });
  } catch (error) {
    tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function carryOut(order: Order): ImportOrders[keyof ImportOrders]['answer'] {
  switch (order.order) {
    case 'inspect':
      return inspectUpload(textOf(order.ask.gzipped), geographyOf(order.ask.base));
    case 'check':
      return check(order.ask);
    case 'pack':
      return pack(order.ask.edition);
    case 'map':
      return drawEditionMap(unpackGeography(order.ask.packed), order.ask.level);
    case 'compare':
      return compare(order.ask);
  }
}

function check({ gzipped, base: packed, read, accept }: ImportOrders['check']['ask']): CheckAnswer {
  checked = null;
  onProgress({ zh: '读取文件', en: 'Reading the file' }, 0);
  const layer = readGeoJson(textOf(gzipped), read);
  if ('refusal' in layer) return { refusal: layer.refusal.message };
  const base = geographyOf(packed);
  const built = buildEdition([layer.layer], {
    accept,
    base,
    onProgress: (step, fraction) => onProgress(step, 0.1 + 0.7 * fraction),
  });
  if ('refusal' in built) return built;
  const { report, edition, evidence } = built;
  if (!edition) return { refusal: whyNone(report) };
  onProgress({ zh: '描出问题所在', en: 'Drawing what was found' }, 0.8);
  const rows = editionRows(edition, listDefects(evidence, edition.areas, base));
  checked = edition;
  return { report, rows, base: edition.base };
}

function whyNone(report: ImportReport): Bilingual {
  const broken = report.findings.find(({ kind }) => kind === 'broken')?.items[0]?.detail;
  return {
    zh: `无法构成一张图${broken ? `：${broken.zh}` : ''}`,
    en: `No sound partition can be made of it${broken ? `: ${broken.en}` : ''}`,
  };
}

function pack(edition: number): Uint8Array {
  if (!checked) throw new Error(`nothing was checked that could become edition ${edition}`);
  const { areas, leaves, arrangement } = checked;
  checked = null;
  return packGeography({ edition, areas, leaves, arrangement });
}

function compare({ base, edition }: ImportOrders['compare']['ask']): ImportOrders['compare']['answer'] {
  onProgress({ zh: '读取两个版本', en: 'Reading both editions' }, 0);
  const [before, after] = [unpackGeography(base), unpackGeography(edition)];
  onProgress({ zh: '逐块套合', en: 'Laying one over the other' }, 0.2);
  const { difference, pieces } = compareEditions(before, after);
  onProgress({ zh: '保存比较结果', en: 'Keeping what was found' }, 0.9);
  return {
    difference,
    pieces: pieces.map(({ from, to, area, polygon }) => ({
      from,
      to,
      area,
      shape: multiPolygonWkb([polygon]),
    })),
  };
}

/** Replaces what is no UTF-8, which then shows in the names rather than stopping the check. */
const textOf = (gzipped: Uint8Array): string => gunzipSync(gzipped).toString('utf8');
const geographyOf = (packed: Uint8Array | null): EditionGeography | null => packed && unpackGeography(packed);
