import type { IncidentColumns } from './incidents.ts';

/** What goes before the columns, as JSON. */
export interface WireHeader {
  readonly count: number;
  readonly edition: number;
  readonly timeZone: string;
  /** Code of the area that the reader’s sight ends at, and with it the rows; null for the whole city. */
  readonly within: string | null;
  /** First and last day with an incident. */
  readonly first: string;
  readonly last: string;
  readonly categories: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
  }[];
  /** Codes of the areas of each level, in the order that `groupOf` counts them. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** How many finest areas there are. */
  readonly leaves: number;
}

/** Columns as they travel: only some of the rows, with the level of each finest area. */
export interface Wire {
  readonly header: WireHeader;
  readonly columns: IncidentColumns;
  /** By level, the place among the level's codes of each finest area; -1 for none. */
  readonly groupOf: Readonly<Record<string, Int32Array>>;
}

/**
 * Units of 1e-7 degrees to a step of a position: four metres. Positions count from the south-west-most incident of their
 * area, so that in small areas they take a few bits each, and in large ones are no less exact.
 */
const step = 360;

/**
 * The columns as bytes to be compressed: a header in JSON, then each column, all as planes of bytes, lowest first, so that
 * what is alike lies together. Times are told from one row to the next. A position is exact to two metres, everything else
 * in full.
 */
export function encodeWire({ header, columns, groupOf }: Wire): Uint8Array {
  const { count, area, longitude, latitude } = columns;
  const { leaves } = header;
  const west = new Int32Array(leaves + 1).fill(2 ** 31 - 1);
  const south = new Int32Array(leaves + 1).fill(2 ** 31 - 1);
  for (let row = 0; row < count; row++) {
    const place = (area[row] ?? -1) + 1;
    west[place] = Math.min(west[place] ?? 0, longitude[row] ?? 0);
    south[place] = Math.min(south[place] ?? 0, latitude[row] ?? 0);
  }
  const json = JSON.stringify(header);
  const out = new Writer(
    8 + 2 * json.length + leaves * 4 * Object.keys(groupOf).length + 8 * (leaves + 1) + count * 16,
  );
  out.plain(Uint32Array.of(json.length, count));
  out.planes(json.length, 2, (letter) => json.charCodeAt(letter));
  for (const level of Object.keys(header.levels)) out.plain(groupOf[level] ?? new Int32Array(leaves));
  out.plain(west);
  out.plain(south);
  out.planes(count, 4, (row) => (columns.time[row] ?? 0) - (columns.time[row - 1] ?? 0));
  out.planes(count, 1, (row) => columns.category[row] ?? 0);
  out.planes(count, 1, (row) => columns.kind[row] ?? 0);
  out.planes(count, 1, (row) => columns.source[row] ?? 0);
  out.planes(count, 1, (row) => (columns.outcome[row] ?? 0) + 16 * (columns.returned[row] ?? 0));
  out.planes(count, 3, (row) => (area[row] ?? -1) + 1);
  out.planes(count, 2, (row) =>
    Math.round(((longitude[row] ?? 0) - (west[(area[row] ?? -1) + 1] ?? 0)) / step),
  );
  out.planes(count, 2, (row) =>
    Math.round(((latitude[row] ?? 0) - (south[(area[row] ?? -1) + 1] ?? 0)) / step),
  );
  return out.made();
}

/** What `encodeWire` has written. */
export function decodeWire(bytes: Uint8Array): Wire {
  const read = new Reader(bytes);
  const [length = 0, count = 0] = read.plain(Uint32Array, 2);
  let json = '';
  for (const letter of read.planes(new Uint16Array(length), 2)) json += String.fromCharCode(letter);
  const header = JSON.parse(json) as WireHeader;
  const { leaves } = header;
  const groupOf = Object.fromEntries(
    Object.keys(header.levels).map((level) => [level, read.plain(Int32Array, leaves)]),
  );
  const west = read.plain(Int32Array, leaves + 1);
  const south = read.plain(Int32Array, leaves + 1);
  const time = read.planes(new Uint32Array(count), 4);
  for (let row = 1; row < count; row++) time[row] = (time[row] ?? 0) + (time[row - 1] ?? 0);
  const category = read.planes(new Uint8Array(count), 1);
  const kind = read.planes(new Uint8Array(count), 1);
  const source = read.planes(new Uint8Array(count), 1);
  const outcome = read.planes(new Uint8Array(count), 1);
  const returned = outcome.map((value) => value >> 4);
  for (let row = 0; row < count; row++) outcome[row] = (outcome[row] ?? 0) & 15;
  const area = read.planes(new Int32Array(count), 3);
  const longitude = read.planes(new Int32Array(count), 2);
  const latitude = read.planes(new Int32Array(count), 2);
  for (let row = 0; row < count; row++) {
    const place = area[row] ?? 0;
    area[row] = place - 1;
    longitude[row] = (west[place] ?? 0) + (longitude[row] ?? 0) * step;
    latitude[row] = (south[place] ?? 0) + (latitude[row] ?? 0) * step;
  }
  const columns = { count, time, category, kind, source, outcome, returned, area, longitude, latitude };
  return { header, columns, groupOf };
}

/** Some rows of columns as columns of their own. */
export function pickRows(columns: IncidentColumns, rows: Uint32Array): IncidentColumns {
  const pick = <T extends Uint8Array | Uint32Array | Int32Array>(column: T): T => {
    const made = new (column.constructor as new (length: number) => T)(rows.length);
    for (let place = 0; place < rows.length; place++) made[place] = column[rows[place] ?? 0] ?? 0;
    return made;
  };
  return {
    count: rows.length,
    time: pick(columns.time),
    category: pick(columns.category),
    kind: pick(columns.kind),
    source: pick(columns.source),
    outcome: pick(columns.outcome),
    returned: pick(columns.returned),
    area: pick(columns.area),
    longitude: pick(columns.longitude),
    latitude: pick(columns.latitude),
  };
}

class Writer {
  private readonly buffer: Uint8Array;
  private at = 0;
  constructor(size: number) {
    this.buffer = new Uint8Array(size);
  }
  bytes(values: Uint8Array): void {
    this.buffer.set(values, this.at);
    this.at += values.length;
  }
  plain(values: Uint32Array | Int32Array): void {
    this.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  planes(count: number, width: number, of: (row: number) => number): void {
    for (let row = 0; row < count; row++) {
      let value = of(row);
      for (let plane = 0; plane < width; plane++) {
        this.buffer[this.at + plane * count + row] = value & 255;
        value = Math.floor(value / 256);
      }
    }
    this.at += count * width;
  }
  made(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }
}

class Reader {
  private at = 0;
  private readonly buffer: Uint8Array;
  constructor(buffer: Uint8Array) {
    this.buffer = buffer;
  }
  bytes(length: number): Uint8Array {
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }
  plain<T extends Uint32Array | Int32Array>(kind: new (buffer: ArrayBuffer) => T, length: number): T {
    // Copied, since what lies before may have any length and these must begin at a multiple of four.
    return new kind(new Uint8Array(this.bytes(length * 4)).buffer);
  }
  planes<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(into: T, width: number): T {
    const count = into.length;
    for (let plane = 0; plane < width; plane++) {
      const bytes = this.bytes(count);
      const weight = 256 ** plane;
      for (let row = 0; row < count; row++) into[row] = (into[row] ?? 0) + (bytes[row] ?? 0) * weight;
    }
    return into;
  }
}
