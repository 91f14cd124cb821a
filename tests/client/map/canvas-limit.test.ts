import { expect, test } from 'vitest';
import { largestCanvas } from '../../../client/map/canvas-limit.ts';

const card = (texture: number, buffer: number, viewport: readonly [number, number]) => {
  const answers: Record<number, unknown> = { 1: texture, 2: buffer, 3: Int32Array.from(viewport) };
  return {
    MAX_TEXTURE_SIZE: 1,
    MAX_RENDERBUFFER_SIZE: 2,
    MAX_VIEWPORT_DIMS: 3,
    getParameter: (name: number) => answers[name],
  } as unknown as Parameters<typeof largestCanvas>[0];
};

test('a canvas is as large as textures, buffers and the view of a graphics card allow, each side by itself', () => {
  expect(largestCanvas(card(16_384, 16_384, [32_767, 32_767]))).toEqual([16_384, 16_384]);
  expect(largestCanvas(card(16_384, 8192, [32_767, 4096]))).toEqual([8192, 4096]);
});
