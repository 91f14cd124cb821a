import { bodyLimit } from 'hono/body-limit';
import { Problem, problemResponse } from '../errors.ts';

/** What a photo may be as it is sent, and how many a case may hold. */
export const photoLimits = { bytes: 20_000_000, pixels: 64_000_000, perWhistle: 200 } as const;

/** Pixels of the longer edge of a photo as it is kept: a page of paper at 200 dots an inch. */
export const keptEdge = 2560;

/** Pixels of a thumbnail. */
export const thumbnail = { width: 264, height: 198 } as const;

/** Bytes of a form around its photo. */
const formBytes = 100_000;

export const tooLarge = (): Problem => {
  const limit = photoLimits.bytes / 1e6;
  return new Problem(
    413,
    'photo-too-large',
    { zh: '照片太大', en: 'Photo too large' },
    { zh: `一张照片最多 ${limit} MB`, en: `A photo may have ${limit} MB at most` },
  );
};

/** Refuses a form that is too large by what it says of its length, before any of it is read; else as soon as it is too long. */
export const photoBody = bodyLimit({
  maxSize: photoLimits.bytes + formBytes,
  onError: (c) => problemResponse(c, tooLarge()),
});
