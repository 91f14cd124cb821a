// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Area } from '../area.ts';
import { measureChainsAndFaces } from '../topology/measure.ts';
import type { EditionGeography } from './edition.ts';
import { listChains } from './regions.ts';

/**
 * A slice of an edition's geography as few bytes: magic number and version (u32, little endian), then whole numbers in
 * base 128, the lowest seven bits first, signed ones folded (0, −1, 1, −2 …): the length of the header and its
 * UTF-16 units (areas and leaves as JSON), and the lists of the arrangement, each behind its length, as differences
 * from one item to the next. What follows from the lists is not sent: lengths, areas, and the chains around faces.
 */
export function packSlice({
  edition,
  areas,
  leaves,
  arrangement: a,
}: EditionGeography): Uint8Array<ArrayBuffer> {
  const header = JSON.stringify({
    edition,
    areas: areas.map(({ code, name, nameEn, level, parent }) => [code, name, nameEn, level, parent]),
    leaves,
  });
  const lists = listNames.map((name) => a[name]);
  const most = lists.reduce((sum, list) => sum + 5 * (list.length + 1), 0);
  const bytes = new Uint8Array(16 + 3 * header.length + most);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  let at = 8;
  const write = (value: number): void => {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
  };
  write(header.length);
  for (let i = 0; i < header.length; i++) write(header.charCodeAt(i));
  for (const list of lists) {
    write(list.length);
    let before = 0;
    for (let i = 0; i < list.length; i++) {
      const step = (list[i]! - before) | 0;
      write(((step << 1) ^ (step >> 31)) >>> 0);
      before = list[i]!;
    }
  }
  return bytes.slice(0, at);
}

/** Throws on bytes that are no slice of this version, or are cut short. */
export function unpackSlice(bytes: Uint8Array): EditionGeography {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 9 || view.getUint32(0, true) !== magic)
    throw new Error(`Got ${bytes.length} bytes that are no slice of a geography`);
  if (view.getUint32(4, true) !== version)
    throw new Error(`Got a slice of version ${view.getUint32(4, true)}, wanted ${version}`);
  let at = 8;
  const read = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length) throw new Error(`Got a slice cut short at ${bytes.length} bytes`);
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const length = read();
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(read());
  const header = JSON.parse(text) as { edition: number; areas: PackedArea[]; leaves: string[] };
  const readList = (): Int32Array => {
    const length = read();
    if (length > bytes.length - at)
      throw new Error(`Got a slice cut short: a list of ${length} at byte ${at} of ${bytes.length}`);
    const list = new Int32Array(length);
    let value = 0;
    for (let i = 0; i < list.length; i++) {
      const folded = read();
      value = (value + ((folded >>> 1) ^ -(folded & 1))) | 0;
      list[i] = value;
    }
    return list;
  };
  const lists = Object.fromEntries(listNames.map((name) => [name, readList()])) as Record<
    (typeof listNames)[number],
    Int32Array
  >;
  const faces = lists.faceOwnerStart.length - 1;
  return {
    edition: header.edition,
    areas: header.areas.map(([code, name, nameEn, level, parent]) => ({ code, name, nameEn, level, parent })),
    leaves: header.leaves,
    arrangement: {
      ...lists,
      ...measureChainsAndFaces(lists, faces),
      ...listChains(lists, faces),
      featureCount: header.leaves.length,
    },
  };
}

type PackedArea = [Area['code'], Area['name'], Area['nameEn'], Area['level'], Area['parent']];

/** 'SHSL'. */
const magic = 0x4c534853;
const version = 1;

const listNames = [
  'vertexX',
  'vertexY',
  'chainStart',
  'chainVertex',
  'chainLeft',
  'chainRight',
  'faceOwnerStart',
  'faceOwner',
] as const;
