import { inflateRawSync } from 'node:zlib';
import { intakeLimits } from './limits.ts';
import { type FileFault, fileFault } from './table.ts';

/** Whether bytes begin as a ZIP file does, which every workbook is. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Bytes that a workbook may unpack to, and cells of all its sheets. */
export interface WorkbookLimits {
  readonly unpackedBytes: number;
  readonly cells: number;
}

/**
 * Unpacks every file of a workbook to see that it is no more than allowed, before anything reads it: what a ZIP file says of
 * its own sizes may be untrue. Sheets are counted cell by cell. Layout by APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function checkWorkbook(
  bytes: Uint8Array,
  { unpackedBytes, cells: mostCells }: WorkbookLimits = intakeLimits,
): { readonly fault: FileFault } | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > buffer.length) return damaged('end');
  const count = buffer.readUInt16LE(end + 10);
  if (count > intakeLimits.entries) return tooMuch(`${count} files`);
  let at = buffer.readUInt32LE(end + 16);
  let [unpacked, cells] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) return damaged('directory');
    if (buffer.readUInt16LE(at + 8) & 1)
      return fileFault(
        'encrypted',
        '文件有密码，请去掉密码再上传',
        'The file has a password; take it off and send it again',
      );
    const method = buffer.readUInt16LE(at + 10);
    const packedSize = buffer.readUInt32LE(at + 20);
    const nameLength = buffer.readUInt16LE(at + 28);
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
    const local = buffer.readUInt32LE(at + 42);
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    if (local + 30 > buffer.length) return damaged(name);
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const packed = buffer.subarray(start, start + packedSize);
    let content: Buffer;
    try {
      content =
        method === 0
          ? packed
          : inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes - unpacked) });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch(name) : damaged(name);
    }
    unpacked += content.length;
    if (unpacked > unpackedBytes) return tooMuch(name);
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) cells += cellsIn(content, mostCells);
    if (cells > mostCells)
      return fileFault(
        `> ${mostCells}`,
        `工作簿最多 ${mostCells / 10_000} 万个单元格；更大的表请另存为 CSV`,
        `A workbook may have ${mostCells / 1e6} million cells; save a larger one as CSV`,
      );
  }
  return null;
}

/** Elements named c, which is what cells are, counted to one more than there may be; another prefix than the usual one is left for the reader to refuse. */
function cellsIn(sheet: Buffer, most: number): number {
  let count = 0;
  for (let at = sheet.indexOf('<c'); at >= 0; at = sheet.indexOf('<c', at + 2)) {
    const next = sheet[at + 2];
    if (next === 0x20 || next === 0x3e || next === 0x2f || next === 0x0a || next === 0x0d || next === 0x09)
      count++;
    if (count > most) break;
  }
  return count;
}

const damaged = (got: string) =>
  fileFault(got, '工作簿已损坏，打不开', 'The workbook is damaged and cannot be opened');

const tooMuch = (got: string) =>
  fileFault(
    got,
    `工作簿解开后超过 ${intakeLimits.unpackedBytes / 1e6} MB 或 ${intakeLimits.entries} 个文件，没有读取`,
    `Unpacked, the workbook has more than ${intakeLimits.unpackedBytes / 1e6} MB or ${intakeLimits.entries} files; it was not read`,
  );
