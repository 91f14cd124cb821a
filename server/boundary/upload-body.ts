import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGzip } from 'node:zlib';

/** Bytes of a file of boundaries. */
export const uploadBytes = 200_000_000;

/** A file as it is kept: gzipped, with its size as it came. */
export interface UploadBody {
  readonly gzipped: Buffer;
  readonly size: number;
}

/** Reads a body as it comes in, so that only what gzip makes of it is ever held; gives up where it is too large. */
export async function readUploadBody(
  body: globalThis.ReadableStream<Uint8Array> | null,
  limit = uploadBytes,
): Promise<UploadBody | 'empty' | 'too-large'> {
  if (!body) return 'empty';
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > limit ? new TooLarge() : null, chunk);
    },
  });
  const parts: Buffer[] = [];
  try {
    await pipeline(
      Readable.fromWeb(body as ReadableStream),
      counted,
      createGzip({ level: 1 }),
      async (gzipped) => {
        for await (const part of gzipped) parts.push(part as Buffer);
      },
    );
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large';
    throw error;
  }
  return size === 0 ? 'empty' : { gzipped: Buffer.concat(parts), size };
}

class TooLarge extends Error {}
