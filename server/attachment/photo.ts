import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { imageTypeOf } from './image-type.ts';
import { keptEdge, photoLimits, thumbnail } from './limits.ts';

/** A photo as it is kept: a JPEG without anything but its pixels. */
export interface Photo {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
}

/** Why a file is not taken. */
export interface PhotoFault {
  readonly fault: 'type' | 'pixels' | 'broken';
  readonly got: string;
  readonly detail: Bilingual;
}

/** Photos decoded at once: one takes up to 200 MB while it is. */
const atOnce = 2;

/**
 * Decodes a photo and encodes it anew: turned upright, at most 2,560 px along its longer edge, sRGB on white, and
 * without EXIF, position, camera or comments, nor anything else that was hidden in the file.
 */
export async function readPhoto(bytes: Uint8Array): Promise<Photo | PhotoFault> {
  const type = imageTypeOf(bytes);
  if (type !== 'jpeg' && type !== 'png' && type !== 'webp') return wrongType(type);
  return inTurn(async () => {
    try {
      const options = { limitInputPixels: false, failOn: 'error' } as const;
      const { width, height, format } = await sharp(bytes, options).metadata();
      if (format !== type) return broken(`${format} ≠ ${type}`);
      if (width * height > photoLimits.pixels) return tooManyPixels(width, height);
      const { data, info } = await sharp(bytes, { ...options, limitInputPixels: photoLimits.pixels })
        .autoOrient()
        .resize({ width: keptEdge, height: keptEdge, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .jpeg({ quality: 84 })
        .timeout({ seconds: 30 })
        .toBuffer({ resolveWithObject: true });
      const hash = createHash('sha256').update(data).digest('hex');
      return { hash, bytes: data, width: info.width, height: info.height };
    } catch (error) {
      return broken(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  });
}

/** The middle of a kept photo, as large as lists show it on a phone of three dots to the pixel. A JPEG. */
export const thumbnailOf = (kept: Uint8Array): Promise<Uint8Array> =>
  inTurn(() =>
    sharp(kept)
      .resize({ ...thumbnail, fit: 'cover' })
      .jpeg({ quality: 78 })
      .timeout({ seconds: 10 })
      .toBuffer(),
  );

// Photos differ from each other: what libvips would remember of one is of no use for the next.
sharp.cache(false);

function wrongType(type: 'heic' | 'gif' | null): PhotoFault {
  if (type === 'heic')
    return {
      fault: 'type',
      got: 'HEIC',
      detail: {
        zh: '这是 HEIC 照片，无法处理；请在手机的相机设置里把格式改为“兼容性最佳”（JPEG）后重拍，或转成 JPEG 再发',
        en: 'This is a HEIC photo, which cannot be read here; set the camera to "Most compatible" (JPEG) and take it again, or convert it to JPEG',
      },
    };
  const got = type === 'gif' ? 'GIF' : '';
  return {
    fault: 'type',
    got,
    detail: {
      zh: `只收 JPEG、PNG、WebP 照片；这个文件${got ? `是 ${got}` : '不是照片'}`,
      en: `Photos are taken as JPEG, PNG or WebP; this file is ${got ? `a ${got}` : 'no photo'}`,
    },
  };
}

function tooManyPixels(width: number, height: number): PhotoFault {
  const limit = photoLimits.pixels / 1e6;
  return {
    fault: 'pixels',
    got: `${width} × ${height}`,
    detail: {
      zh: `照片为 ${width} × ${height} 像素，最多 ${limit} 百万像素`,
      en: `The photo has ${width} × ${height} pixels; at most ${limit} million are taken`,
    },
  };
}

const broken = (got: string): PhotoFault => ({
  fault: 'broken',
  got: got.slice(0, 200),
  detail: {
    zh: '照片已损坏或不完整，请重新拍摄或重新选择',
    en: 'The photo is damaged or incomplete; take or choose it again',
  },
});

let busy = 0;
const waiting: (() => void)[] = [];

/** Runs a task once fewer than `atOnce` others do, in the order of coming. */
async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (busy < atOnce) busy++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await task();
  } finally {
    // A turn is handed on as it is: the count does not change.
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}
