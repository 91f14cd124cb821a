import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBucket, inFolder, type Keep, keepOf } from '../../../server/attachment/keep.ts';
import { readConfig } from '../../../server/config.ts';
import { openBucket, type TestBucket } from './bucket.ts';

let folder: string;
let bucket: TestBucket;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaotu-keep-'));
  bucket = await openBucket();
});
afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

const bytes = Buffer.from('a picture');
const hash = createHash('sha256').update(bytes).digest('hex');
const name = `attachments/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;

test.each([
  ['a folder', () => inFolder(folder)],
  ['an object storage', () => inBucket(bucket.storage)],
] as const)(
  '%s gives back what was put under its hash, once or twice, and nothing else',
  async (_what, open) => {
    const keep: Keep = open();
    expect(await keep.get(hash)).toBeNull();
    await Promise.all([keep.put(hash, bytes), keep.put(hash, bytes)]);
    await keep.put(hash, bytes);
    expect(Buffer.from((await keep.get(hash)) ?? [])).toEqual(bytes);
    expect(await keep.get('f'.repeat(64))).toBeNull();
  },
);

test('a folder holds whole files alone, under their hash', async () => {
  expect(await readdir(join(folder, 'attachments', hash.slice(0, 2), hash.slice(2, 4)))).toEqual([hash]);
});

test('an object lies under the bucket and its hash', () => {
  expect([...bucket.objects.keys()]).toEqual([`/photos/${name}`]);
});

test('a storage that fails for a moment is asked again', async () => {
  bucket.fail(1);
  await inBucket(bucket.storage).put(hash, bytes);
  bucket.fail(1);
  expect(await inBucket(bucket.storage).get(hash)).not.toBeNull();
});

test('a storage that refuses is told of, with what it said and without the secret', async () => {
  const wrong = inBucket({ ...bucket.storage, secretKey: 'hunter2' });
  await expect(wrong.put(hash, bytes)).rejects.toThrow(/^(?!.*hunter2).*403.*SignatureDoesNotMatch/);
  await expect(wrong.get(hash)).rejects.toThrow(/403 to GET/);
});

test('bytes that are not those of the hash are refused by the storage', async () => {
  await expect(inBucket(bucket.storage).put('f'.repeat(64), bytes)).rejects.toThrow(/403/);
});

test('the configuration says which: the storage where one is named, else the folder', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'shaotu-keep-'));
  const { endpoint, accessKey, secretKey, region } = bucket.storage;
  const env = { DATA_DIR: elsewhere };
  await keepOf(readConfig(env)).put(hash, bytes);
  expect(await readdir(elsewhere)).toEqual(['attachments']);
  const s3 = {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: 'other',
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_REGION: region,
  };
  await keepOf(readConfig({ ...env, ...s3 })).put(hash, bytes);
  expect(bucket.objects.has(`/other/${name}`)).toBe(true);
  await rm(elsewhere, { recursive: true, force: true });
});
