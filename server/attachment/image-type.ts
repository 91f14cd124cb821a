/** What a file's first bytes say it is; null for anything that is no picture we know of. */
export type ImageType = 'jpeg' | 'png' | 'webp' | 'heic' | 'gif';

/**
 * Reads the type off the bytes: a name or a declared type proves nothing. JPEG: ITU-T T.81 B.1.1.3; PNG: ISO 15948 5.2;
 * WebP: RFC 9649 2.4; HEIC: ISO 23008-12 10.2, its brands among those of the file's `ftyp` box.
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(text(0, 6))) return 'gif';
  if (text(4, 8) === 'ftyp' && heicBrands.some((brand) => text(8, 32).includes(brand))) return 'heic';
  return null;
}

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'] as const;
