import { type Crs, toWgs84 } from '../../geodata/crs.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Category } from '../duty/list.ts';
import { phonePattern, type Reporter } from '../incident/reporter.ts';
import type { Source } from '../incident/view.ts';
import { type Field, type Mapping, sourceOf } from './fields.ts';
import type { RawRow } from './table.ts';

/** How a table is said to be read. */
export interface ReadingOptions {
  readonly mapping: Mapping;
  readonly crs: Crs;
  /** What holds where the table has no column for it, or nothing in the column. */
  readonly category: string | null;
  readonly source: Source;
  readonly accuracy: number;
}

/** A row understood: its position in WGS84. */
export interface ReadRow {
  readonly line: number;
  readonly lon: number;
  readonly lat: number;
  readonly category: string;
  readonly occurredAt: Date;
  readonly source: Source;
  readonly sourceNumber: string | null;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly accuracy: number;
  readonly reporter: Reporter | null;
}

/** What is wrong with a row, and in which field; `row` for the row as a whole. */
export interface RowFault {
  readonly field: Field | 'row';
  readonly got: string;
  readonly wanted: Bilingual;
}

export type RowReader = (row: RawRow) => { readonly row: ReadRow } | { readonly faults: readonly RowFault[] };

/** Metres: less certain than this, a position says nothing about an area. */
const roughest = 5_000;

/** Makes the reader of a table's rows: every field at fault is named, not the first alone. */
export function createRowReader(
  columns: readonly string[],
  options: ReadingOptions,
  about: {
    readonly categories: readonly Category[];
    readonly extent: Bounds;
    readonly now: Date;
    readonly readTime: (text: string) => Date | null;
  },
): RowReader {
  const places = new Map(columns.map((column, i) => [column, i]));
  const at = (field: Field): number => places.get(options.mapping[field] ?? '') ?? -1;
  const indices = new Map((Object.keys(options.mapping) as Field[]).map((field) => [field, at(field)]));
  const categories = new Map(
    about.categories.flatMap(({ code, name, nameEn }) =>
      [code, name, nameEn].map((word) => [word.toLowerCase(), code] as const),
    ),
  );
  const latest = about.now.getTime() + 5 * 60_000;

  return (raw) => {
    if (raw.broken)
      return { faults: [{ field: 'row', got: raw.cells[0]?.slice(0, 80) ?? '', wanted: raw.broken }] };
    const faults: RowFault[] = [];
    const text = (field: Field): string => raw.cells[indices.get(field) ?? -1]?.trim() ?? '';
    const fault = (field: Field | 'row', got: string, zh: string, en: string): void => {
      faults.push({ field, got: got.slice(0, 200), wanted: { zh, en } });
    };
    if (raw.cells.some((cell) => cell.includes('\uFFFD')))
      fault('row', '\uFFFD', '可读的文字（UTF-8 或 GB18030）', 'text that can be read (UTF-8 or GB18030)');

    const position = positionOf(text, options, about.extent, fault);
    const given = text('category');
    const category = given === '' ? options.category : categories.get(given.toLowerCase());
    if (!category)
      fault(
        'category',
        given,
        '专项清单里的类别编码或名称',
        'the code or name of a category of the catalogue',
      );
    const when = text('occurredAt');
    const occurredAt = when === '' ? (options.mapping.occurredAt ? null : about.now) : about.readTime(when);
    if (!occurredAt)
      fault('occurredAt', when, '时间，如 2026-05-08 09:30', 'a time such as 2026-05-08 09:30');
    else if (occurredAt.getTime() > latest)
      fault('occurredAt', when, '不在未来的时间', 'a time that is not to come');
    const from = text('source');
    const source = from === '' ? options.source : sourceOf(from);
    if (!source)
      fault(
        'source',
        from,
        '12345 热线、信访、居委会、网格员、群聊或巡查',
        '12345 hotline, petition, committee, cell officer, chat or patrol',
      );
    const rough = text('accuracy');
    const accuracy = rough === '' ? options.accuracy : Number(rough.replace(/\s*(m|米)$/i, ''));
    if (!(accuracy >= 0 && accuracy <= roughest))
      fault('accuracy', rough, `0 到 ${roughest} 米`, `0 to ${roughest} metres`);
    const phone = text('reporterPhone');
    if (phone !== '' && !phonePattern.test(phone))
      fault('reporterPhone', '…', '电话号码', 'a telephone number');
    const limited = (field: Field, most: number): string => {
      const value = text(field);
      if (value.length > most)
        fault(field, `${value.length}`, `最多 ${most} 字`, `at most ${most} characters`);
      return value;
    };
    const rest = {
      sourceNumber: limited('sourceNumber', 60) || null,
      place: limited('place', 200),
      placeEn: limited('placeEn', 200),
      note: limited('note', 2000),
    };
    const name = limited('reporterName', 60);
    if (faults.length > 0 || !position || !category || !occurredAt || !source) return { faults };
    return {
      row: {
        line: raw.line,
        lon: position[0],
        lat: position[1],
        category,
        occurredAt,
        source,
        accuracy,
        ...rest,
        reporter: name === '' && phone === '' ? null : { name, phone },
      },
    };
  };
}

/** The position of a row in WGS84; null, with its fault told, where there is none. */
function positionOf(
  text: (field: Field) => string,
  { mapping, crs }: ReadingOptions,
  [west, south, east, north]: Bounds,
  fault: (field: Field, got: string, zh: string, en: string) => void,
): Lonlat | null {
  const together = mapping.position ? text('position') : null;
  const [x = '', y = ''] =
    together === null ? [text('longitude'), text('latitude')] : together.split(/[\s,，;；]+/);
  const field = together === null ? 'longitude' : 'position';
  const got = together ?? `${x}, ${y}`;
  const [lon, lat] = [degreesOf(x), degreesOf(y)];
  if (lon === null || lat === null) {
    if (together !== null) fault('position', got, '经度,纬度', 'longitude,latitude');
    else {
      if (lon === null) fault('longitude', x, '经度，如 116.3456', 'a longitude such as 116.3456');
      if (lat === null) fault('latitude', y, '纬度，如 39.8765', 'a latitude such as 39.8765');
    }
    return null;
  }
  const within = (a: number, b: number): boolean =>
    a >= west - margin && a <= east + margin && b >= south - margin && b <= north + margin;
  const [inLon, inLat] = toWgs84([lon, lat], crs);
  if (within(inLon, inLat)) return [inLon, inLat];
  if (within(...toWgs84([lat, lon], crs)))
    fault(
      field,
      got,
      '先经度后纬度；这里像是写反了',
      'longitude first, then latitude; here they seem to be swapped',
    );
  else if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
    fault(
      field,
      got,
      '以度为单位的经纬度；这像是投影坐标（米）',
      'longitude and latitude in degrees; these look like projected coordinates in metres',
    );
  else fault(field, got, '本市范围内的位置', 'a position in the city');
  return null;
}

/** Degrees around the city within which a position is still its concern. */
const margin = 0.05;

/** 116.3456, or 116°20'44.2"E as surveyors write it; null for anything else. */
function degreesOf(text: string): number | null {
  if (/^[+-]?\d{1,12}(\.\d+)?$/.test(text)) return Number(text);
  const sexagesimal = /^(\d{1,3})[°度]\s*(\d{1,2})['′分]\s*(\d{1,2}(?:\.\d+)?)["″秒]?\s*[ENen东北]?$/.exec(
    text,
  );
  if (!sexagesimal) return null;
  const [, degrees, minutes, seconds] = sexagesimal;
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}
