import type { Arrangement } from './arrangement.ts';

/**
 * An arrangement as bytes. Little endian whatever the machine:
 * "STAR", version (u32), featureCount (u32), number of lists (u32); per list its length (u32); then each list in the
 * order of `lists`, beginning on a multiple of 8 bytes.
 */
const magic = 0x52415453;
const version = 1;
const headerWords = 4;

const lists = [
  ['vertexX', Int32Array],
  ['vertexY', Int32Array],
  ['chainStart', Int32Array],
  ['chainVertex', Int32Array],
  ['chainLeft', Int32Array],
  ['chainRight', Int32Array],
  ['chainLength', Float64Array],
  ['faceChainStart', Int32Array],
  ['faceChain', Int32Array],
  ['faceOwnerStart', Int32Array],
  ['faceOwner', Int32Array],
  ['faceArea', Float64Array],
] as const satisfies readonly (readonly [
  keyof Arrangement,
  Int32ArrayConstructor | Float64ArrayConstructor,
])[];

export function packArrangement(arrangement: Arrangement): Uint8Array<ArrayBuffer> {
  let size = aligned(4 * (headerWords + lists.length));
  const places = lists.map(([name]) => {
    const place = size;
    size = aligned(size + arrangement[name].byteLength);
    return place;
  });
  const bytes = new Uint8Array(size);
  const header = new DataView(bytes.buffer);
  const words = [magic, version, arrangement.featureCount, lists.length];
  for (const [name] of lists) words.push(arrangement[name].length);
  for (const [i, word] of words.entries()) header.setUint32(4 * i, word, true);
  for (const [i, [name]] of lists.entries()) {
    const list = arrangement[name];
    bytes.set(littleEndian(list, list.BYTES_PER_ELEMENT), places[i] ?? 0);
  }
  return bytes;
}

/**
 * The arrangement in the bytes; its lists are views of them where the machine allows, so keep the bytes unchanged.
 * Throws when they are no arrangement of this version, or are cut short.
 */
export function unpackArrangement(bytes: Uint8Array): Arrangement {
  const whole = 4 * (headerWords + lists.length);
  if (bytes.byteLength < whole)
    throw new Error(`packed arrangement of ${bytes.byteLength} bytes, wanted ${whole}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (i: number): number => view.getUint32(4 * i, true);
  if (word(0) !== magic || word(1) !== version || word(3) !== lists.length)
    throw new Error(
      `no packed arrangement of version ${version}: begins with ${word(0).toString(16)}, version ${word(1)}`,
    );
  let place = aligned(whole);
  const read = lists.map(([name, List], i) => {
    const length = word(headerWords + i);
    const size = length * List.BYTES_PER_ELEMENT;
    if (place + size > bytes.byteLength)
      throw new Error(
        `packed arrangement cut short: ${name} wants bytes up to ${place + size} of ${bytes.byteLength}`,
      );
    const part = littleEndian(bytes.subarray(place, place + size), List.BYTES_PER_ELEMENT);
    place = aligned(place + size);
    const inPlace = part.byteOffset % List.BYTES_PER_ELEMENT === 0 ? part : part.slice();
    return [name, new List(inPlace.buffer as ArrayBuffer, inPlace.byteOffset, length)];
  });
  return { ...Object.fromEntries(read), featureCount: word(2) } as unknown as Arrangement;
}

const aligned = (size: number): number => Math.ceil(size / 8) * 8;

const machineIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The bytes of a list in little-endian order, or bytes in that order as the machine wants them: the same swap. */
function littleEndian(list: ArrayBufferView, elementSize: number): Uint8Array {
  const bytes = new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
  if (machineIsLittleEndian) return bytes;
  const swapped = bytes.slice();
  for (let i = 0; i < swapped.length; i += elementSize) swapped.subarray(i, i + elementSize).reverse();
  return swapped;
}
