import { expect, test } from 'vitest';
import { paletteCss, partyColor, partyNumber, themes, token } from '../../../client/ui/palette.ts';

test('both themes give all six parties a colour of their own', () => {
  for (const theme of themes) {
    const colors = [1, 2, 3, 4, 5, 6].map((party) => partyColor(theme, party));
    expect(new Set(colors).size).toBe(6);
    for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  }
});

test('a seventh party takes the first hue again', () => {
  expect([0, 1, 6, 7, 12].map(partyNumber)).toEqual([6, 1, 6, 1, 6]);
});

test('an unknown token is named in the error', () => {
  expect(() => token('dark', 'party-9')).toThrow('party-9');
});

test('both themes name the same colours', () => {
  const names = paletteCss()
    .split('[data-theme=')
    .slice(1)
    .map((block) => [...block.matchAll(/--([\w-]+):/g)].map((match) => match[1]).sort());
  expect(names).toHaveLength(2);
  expect(names[0]).toEqual(names[1]);
});

test.each(themes)('text of the %s theme is readable on its grounds', (theme) => {
  const floor = theme === 'dark' ? 7 : 4.5;
  for (const ground of ['ground', 'surface'])
    for (const ink of ['ink', 'ink-2', 'ink-3', 'overdue-text', 'done-text'])
      expect(contrast(token(theme, ink), token(theme, ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
        floor,
      );
});

/** Ratio of contrast of two colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
