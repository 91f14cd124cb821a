import type { Area } from '../area.ts';
import { packArrangement, unpackArrangement } from '../topology/pack.ts';
import type { EditionGeography } from './edition.ts';

/**
 * An edition's geography as bytes for the wire, little endian: magic number, version, length of the header in UTF-16
 * units, that header (areas and leaves as JSON), padding to 8 bytes, then the packed arrangement.
 */
export function packGeography(geography: EditionGeography): Uint8Array {
  const { edition, areas, leaves } = geography;
  const header = JSON.stringify({
    edition,
    areas: areas.map(({ code, name, nameEn, level, parent }) => [code, name, nameEn, level, parent]),
    leaves,
  });
  const arrangement = packArrangement(geography.arrangement);
  const start = aligned(headerAt + 2 * header.length);
  const bytes = new Uint8Array(start + arrangement.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, header.length, true);
  for (let i = 0; i < header.length; i++) view.setUint16(headerAt + 2 * i, header.charCodeAt(i), true);
  bytes.set(arrangement, start);
  return bytes;
}

/** Throws on bytes that are no geography of this version. */
export function unpackGeography(bytes: Uint8Array): EditionGeography {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerAt || view.getUint32(0, true) !== magic)
    throw new Error(`Got ${bytes.length} bytes that are no packed geography`);
  if (view.getUint32(4, true) !== version)
    throw new Error(`Got a packed geography of version ${view.getUint32(4, true)}, wanted ${version}`);
  const length = view.getUint32(8, true);
  const start = aligned(headerAt + 2 * length);
  if (start > bytes.length)
    throw new Error(`Got ${bytes.length} bytes, wanted a geography with a header of ${length} units`);
  let text = '';
  for (let from = 0; from < length; from += slice) {
    const units = new Uint16Array(Math.min(slice, length - from));
    for (let i = 0; i < units.length; i++) units[i] = view.getUint16(headerAt + 2 * (from + i), true);
    text += String.fromCharCode(...units);
  }
  const header = JSON.parse(text) as { edition: number; areas: PackedArea[]; leaves: string[] };
  return {
    edition: header.edition,
    areas: header.areas.map(([code, name, nameEn, level, parent]) => ({ code, name, nameEn, level, parent })),
    leaves: header.leaves,
    // A copy of its own, so that typed arrays may lie on aligned places of its buffer.
    arrangement: unpackArrangement(bytes.slice(start)),
  };
}

type PackedArea = [Area['code'], Area['name'], Area['nameEn'], Area['level'], Area['parent']];

/** 'SHGE'. */
const magic = 0x45474853;
const version = 1;
const headerAt = 12;
/** Arguments that a call is sure to take. */
const slice = 8192;

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;
