import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { imageTypeOf } from '../../../server/attachment/image-type.ts';
import { keptEdge } from '../../../server/attachment/limits.ts';
import { readPhoto } from '../../../server/attachment/photo.ts';
import { picture } from './photos.ts';

const kept = async (bytes: Uint8Array) => {
  const photo = await readPhoto(bytes);
  if ('fault' in photo) throw new Error(`refused: ${photo.fault} ${photo.got}`);
  return photo;
};

test('a type is read off the bytes, whatever the file is called', async () => {
  expect(imageTypeOf(await picture('#888', (image) => image.jpeg()))).toBe('jpeg');
  expect(imageTypeOf(await picture('#888', (image) => image.png()))).toBe('png');
  expect(imageTypeOf(await picture('#888', (image) => image.webp()))).toBe('webp');
  expect(imageTypeOf(await picture('#888', (image) => image.gif()))).toBe('gif');
  expect(imageTypeOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('heic');
  expect(imageTypeOf(Buffer.from('<html><script>alert(1)</script>'))).toBeNull();
  expect(imageTypeOf(new Uint8Array())).toBeNull();
});

test('JPEG, PNG and WebP become JPEG; clear parts become white', async () => {
  for (const dress of [
    (image: Sharp) => image.jpeg(),
    (image: Sharp) => image.png(),
    (image: Sharp) => image.webp(),
  ])
    expect(imageTypeOf((await kept(await picture('#3a7', dress))).bytes)).toBe('jpeg');
  const clear = await sharp({
    create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const { channels } = await sharp((await kept(clear)).bytes).stats();
  expect(channels.map(({ mean }) => mean)).toEqual([255, 255, 255]);
});

test('the position, the camera and the words in a photo are gone, and it stands upright', async () => {
  const dressed = await picture('#a53', (image) =>
    image
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Make: 'Telephone', Model: 'Number 9', Artist: '张三' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '39/1 53/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '116/1 19/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>Zhang San was here</note></x:xmpmeta>')
      .jpeg(),
  );
  const before = await sharp(dressed).metadata();
  expect(before.exif?.includes('Telephone')).toBe(true);
  expect([before.orientation, before.width, before.height]).toEqual([6, 64, 48]);

  const photo = await kept(dressed);
  const after = await sharp(photo.bytes).metadata();
  expect([photo.width, photo.height]).toEqual([48, 64]);
  expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(Array(5).fill(undefined));
  for (const words of ['Telephone', 'GPS', '张三', 'Zhang San', 'Exif'])
    expect(Buffer.from(photo.bytes).includes(words), words).toBe(false);
});

test('what is hidden behind the end of a photo is not kept', async () => {
  const script = '<script>alert(document.cookie)</script>';
  const photo = await kept(Buffer.concat([await picture('#345'), Buffer.from(script)]));
  expect(Buffer.from(photo.bytes).includes('script')).toBe(false);
});

test('a large photo is kept no larger than a page of paper, a small one as it is', async () => {
  const wide = await sharp({ create: { width: 6000, height: 2000, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer();
  expect((await kept(wide)).width).toBe(keptEdge);
  expect((await kept(await picture('#777'))).width).toBe(64);
});

test('the same photo is known by the same hash, another one by another', async () => {
  const [one, again, other] = [await picture('#123456'), await picture('#123456'), await picture('#654321')];
  expect((await kept(one)).hash).toBe((await kept(again)).hash);
  expect((await kept(one)).hash).not.toBe((await kept(other)).hash);
});

test('a bomb of pixels in a few bytes is refused before it is decoded', async () => {
  const bomb = Buffer.from(await picture('#000', (image) => image.png()));
  // The header of a PNG (ISO 15948 11.2.2): width and height, and the checksum over them.
  bomb.writeUInt32BE(50_000, 16);
  bomb.writeUInt32BE(50_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  expect(await readPhoto(bomb)).toMatchObject({ fault: 'pixels', got: '50000 × 50000' });
});

test('HEIC is refused with what to do, other files with what is taken', async () => {
  const heic = await readPhoto(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
  expect(heic).toMatchObject({ fault: 'type', got: 'HEIC' });
  expect(heic).toHaveProperty('detail.zh', expect.stringContaining('兼容性最佳'));
  for (const file of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'MZ', '<html>'])
    expect(await readPhoto(Buffer.from(file))).toMatchObject({ fault: 'type' });
  expect(await readPhoto(await picture('#fff', (image) => image.gif()))).toMatchObject({
    fault: 'type',
    got: 'GIF',
  });
});

test('half a photo, and a beginning with nothing behind it, are refused as broken', async () => {
  const noise = await sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();
  expect(await readPhoto(noise.subarray(0, noise.length / 2))).toMatchObject({ fault: 'broken' });
  expect(await readPhoto(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]))).toMatchObject({ fault: 'broken' });
});
