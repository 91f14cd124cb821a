import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import type { Config, ObjectStorage } from '../config.ts';

/** Where pictures are kept by the hash of their bytes; what is there already is left as it is. */
export interface Keep {
  readonly put: (hash: string, bytes: Uint8Array) => Promise<void>;
  /** The picture; null where it is not there. */
  readonly get: (hash: string) => Promise<Uint8Array | null>;
}

/** The object storage where one is configured, else a folder beside the database. */
export const keepOf = ({ objectStorage, dataDir }: Config): Keep =>
  objectStorage ? inBucket(objectStorage) : inFolder(dataDir);

/** Under two levels of folders, so that none grows too large. */
const nameOf = (hash: string): string => `attachments/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;

/** A file appears under its name whole and on disk, or not at all: it is written beside it, synced, and moved. */
export function inFolder(folder: string): Keep {
  return {
    async put(hash, bytes) {
      const path = join(folder, nameOf(hash));
      await mkdir(dirname(path), { recursive: true });
      const aside = `${path}.${crypto.randomUUID()}`;
      try {
        const file = await open(aside, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, path);
      } finally {
        await rm(aside, { force: true });
      }
    },
    get: (hash) =>
      readFile(join(folder, nameOf(hash))).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
  };
}

/** Milliseconds an object storage may take, and how often it is asked again where it fails. */
const patience = 20_000;
const retries = 2;

/** Objects of a bucket, asked for by signed requests (AWS Signature Version 4), the bucket in the path. */
export function inBucket({ endpoint, bucket, accessKey, secretKey, region }: ObjectStorage): Keep {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries,
  });
  const ask = (hash: string, init: RequestInit) =>
    client.fetch(`${endpoint}/${bucket}/${nameOf(hash)}`, { ...init, signal: AbortSignal.timeout(patience) });
  const failure = async (what: string, hash: string, response: Response) =>
    new Error(
      `the object storage answered ${response.status} to ${what} of ${nameOf(hash)}: ${(await response.text()).slice(0, 300)}`,
    );
  return {
    async put(hash, bytes) {
      const response = await ask(hash, {
        method: 'PUT',
        body: Buffer.from(bytes),
        // The name is the hash of the bytes: the storage holds them to it.
        headers: { 'content-type': 'image/jpeg', 'x-amz-content-sha256': hash },
      });
      if (!response.ok) throw await failure('PUT', hash, response);
      await response.body?.cancel();
    },
    async get(hash) {
      const response = await ask(hash, { method: 'GET' });
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      if (response.status !== 404) throw await failure('GET', hash, response);
      await response.body?.cancel();
      return null;
    },
  };
}
