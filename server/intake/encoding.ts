/** Text of a file, and what it was written in. */
export interface Decoded {
  readonly text: string;
  /** `mixed`: most lines in UTF-8, some in GB18030. */
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16' | 'mixed';
}

/**
 * Reads bytes as UTF-8 where every one of them is, else as GB18030. Where most lines beyond ASCII are UTF-8 and some are not,
 * as in files that two programs wrote to, each line is read for itself. What is neither becomes U+FFFD, which no sound row has.
 */
export function decode(bytes: Uint8Array): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return {
      text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes),
      encoding: 'utf-16',
    };
  const whole = tryUtf8(bytes);
  if (whole !== null) return { text: whole, encoding: 'utf-8' };
  const lines = linesOf(bytes);
  const beyond = lines.filter((line) => line.some((byte) => byte >= 0x80));
  const utf8 = beyond.filter((line) => tryUtf8(line) !== null).length;
  if (2 * utf8 <= beyond.length) return { text: gb18030.decode(bytes), encoding: 'gb18030' };
  return { text: lines.map((line) => tryUtf8(line) ?? gb18030.decode(line)).join(''), encoding: 'mixed' };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030');

function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Lines with their ends: neither encoding has a line feed inside a character. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}
