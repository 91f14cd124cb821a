import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Source } from './view.ts';

const similarFile = fileURLToPath(new URL('./similar.sql', import.meta.url));

/** How far apart in space and time two reports of the same thing may be, and from which score on they are offered. */
export const similarLimits = { metres: 200, hours: 72, score: 0.5, offered: 10 } as const;

/** What two reports are compared by. */
export interface Comparable {
  readonly category: string;
  readonly occurredAt: Date;
  /** WGS84. */
  readonly footprint: FootprintGeometry;
}

/** An incident that may be the same, with how much speaks for it and why. */
export interface SimilarView {
  readonly id: string;
  readonly number: string;
  readonly category: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly source: Source;
  readonly place: string;
  readonly placeEn: string;
  readonly occurredAt: string;
  readonly status: 'open' | 'closed';
  readonly location: Lonlat;
  /** Metres between the footprints; hours by which it happened later, less than 0 if earlier. */
  readonly metres: number;
  readonly hours: number;
  /** 0 to 1. */
  readonly score: number;
  readonly why: Bilingual;
  /** Whether a whistle has been blown for it. */
  readonly blown: boolean;
  /** Number of the last step of its log: what is merged must be as it was seen. */
  readonly version: string;
}

/** Incidents that may be the same as what is given, the likeliest first. `areas` are those whose incidents the reader may see, null for all. */
export async function findSimilar(
  sql: Sql,
  given: Comparable,
  { areas, self = null }: { readonly areas: readonly string[] | null; readonly self?: string | null },
): Promise<readonly SimilarView[]> {
  const rows = await sql.file<
    (Omit<SimilarView, 'score' | 'why' | 'category' | 'occurredAt'> & {
      categoryCode: string;
      categoryName: string;
      categoryNameEn: string;
      occurredAt: Date;
    })[]
  >(similarFile, [
    JSON.stringify(given.footprint),
    given.occurredAt,
    similarLimits.metres,
    similarLimits.hours,
    areas && [...areas],
    self,
  ]);
  return rows
    .map(({ categoryCode, categoryName, categoryNameEn, occurredAt, ...row }) => ({
      ...row,
      category: { code: categoryCode, name: categoryName, nameEn: categoryNameEn },
      occurredAt: occurredAt.toISOString(),
      ...likeness({ metres: row.metres, hours: row.hours }, given.category, categoryCode),
    }))
    .filter(({ score }) => score >= similarLimits.score)
    .sort((one, other) => other.score - one.score || Number(one.id) - Number(other.id))
    .slice(0, similarLimits.offered);
}

/**
 * How much speaks for two reports being the same: place counts half, time three tenths, category two tenths, each falling
 * evenly to nothing at its limit. Categories of one class count half of it.
 */
export function likeness(
  { metres, hours }: { readonly metres: number; readonly hours: number },
  category: string,
  other: string,
): { readonly score: number; readonly why: Bilingual } {
  const sameClass = category.slice(0, 2) === other.slice(0, 2);
  const alike = category === other ? 1 : sameClass ? 0.5 : 0;
  const score =
    0.5 * Math.max(0, 1 - metres / similarLimits.metres) +
    0.3 * Math.max(0, 1 - Math.abs(hours) / similarLimits.hours) +
    0.2 * alike;
  const far =
    metres < 1
      ? { zh: '同一处', en: 'the same place' }
      : { zh: `相距 ${Math.round(metres)} 米`, en: `${Math.round(metres)} m apart` };
  const kind =
    alike === 1
      ? { zh: '类别相同', en: 'the same category' }
      : alike > 0
        ? { zh: '大类相同', en: 'the same class' }
        : { zh: '类别不同', en: 'another category' };
  const when = whenInWords(hours);
  return {
    score: Math.round(score * 100) / 100,
    why: { zh: `${far.zh}，${when.zh}，${kind.zh}`, en: `${far.en}, ${when.en}, ${kind.en}` },
  };
}

function whenInWords(hours: number): Bilingual {
  const [by, zh, en] = hours < 0 ? [-hours, '早', 'earlier'] : [hours, '晚', 'later'];
  if (by < 1 / 60) return { zh: '时间相同', en: 'at the same time' };
  if (by < 1) return { zh: `${zh} ${Math.round(by * 60)} 分钟`, en: `${Math.round(by * 60)} min ${en}` };
  const figure = by < 10 ? by.toFixed(1) : String(Math.round(by));
  return { zh: `${zh} ${figure} 小时`, en: `${figure} h ${en}` };
}
