import type { Page } from 'playwright-core';

/** How many pixels of a PNG have exactly one of these colours (#rrggbb); the browser decodes it. */
export function pixelsOf(page: Page, png: Buffer, colours: readonly string[]): Promise<number> {
  return page.evaluate(
    async ({ base64, wanted }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      const seen = new Set(wanted);
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (seen.has(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0))) count++;
      return count;
    },
    { base64: png.toString('base64'), wanted: colours.map((colour) => Number.parseInt(colour.slice(1), 16)) },
  );
}
