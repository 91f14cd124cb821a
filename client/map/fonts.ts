import ranges from '@fontsource-variable/noto-sans-sc/unicode.json';
import type { StyleSpecification } from 'maplibre-gl';

/** The one name labels ask for. */
export const labelFont = ['Noto Sans SC'];

const files: Record<string, string> = import.meta.glob(
  '/node_modules/@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2',
  { query: '?url', import: 'default', eager: true },
);

/**
 * The shipped font as MapLibre's `font-faces`: one file a range of characters, each fetched only when a label needs it,
 * so that every machine draws the same Chinese with no font of its own and no glyph server.
 */
export function fontFaces(origin: string): NonNullable<StyleSpecification['font-faces']> {
  const faces = Object.entries(ranges as Record<string, string>).flatMap(([subset, range]) => {
    const file =
      files[
        `/node_modules/@fontsource-variable/noto-sans-sc/files/noto-sans-sc-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`
      ];
    return file === undefined
      ? []
      : [
          {
            url: new URL(file, origin).href,
            'unicode-range': range.split(',').map((part) => part.trim()),
          },
        ];
  });
  return { 'Noto Sans SC': faces };
}
