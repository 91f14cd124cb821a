import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

/** Weights of type as the screens have them. */
export type Weight = 400 | 500;

/** A part of a text whose letters lie in one font file. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** The letters of one document: TrueType files by name, and which of them each part of a text is set in. */
export interface Typeface {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly runs: (text: string, weight: Weight) => readonly Run[];
}

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'));

interface Part {
  readonly name: string;
  readonly path: string;
  readonly holds: (letter: number) => boolean;
}

let parts: Promise<readonly Part[]> | null = null;

/**
 * Noto Sans SC cut down to the letters of a document. The face comes as a hundred files by Unicode range, each with all
 * weights in it; of every file that a letter lies in, an instance of each weight is made that holds those letters only.
 * A letter that no file has is set as a question mark: a document never fails for its words.
 */
export async function typefaceFor(words: Iterable<string>): Promise<Typeface> {
  parts ??= readParts();
  const all = await parts;
  const letters = new Set([...base].map(codeOf));
  for (const word of words) for (const letter of word) letters.add(codeOf(letter));
  const partOf = new Map<number, Part>();
  const byPart = new Map<Part, number[]>();
  for (const letter of letters) {
    const part = all.find(({ holds }) => holds(letter));
    if (!part) continue;
    partOf.set(letter, part);
    byPart.set(part, [...(byPart.get(part) ?? []), letter]);
  }
  const files = new Map<string, Uint8Array>();
  await Promise.all(
    [...byPart].map(async ([part, held]) => {
      const bytes = await readFile(part.path);
      const text = String.fromCodePoint(...held);
      for (const weight of [400, 500] as const)
        files.set(
          fontName(part, weight),
          await subsetFont(bytes, text, { targetFormat: 'sfnt', variationAxes: { wght: weight } }),
        );
    }),
  );
  const unknown = partOf.get(codeOf('?'));
  return {
    files,
    runs(text, weight) {
      const runs: { font: string; text: string }[] = [];
      for (const given of text.replace(/[\t\r\n]/g, ' ')) {
        const known = partOf.get(codeOf(given));
        const part = known ?? unknown;
        if (!part) continue;
        const letter = known ? given : '?';
        const font = fontName(part, weight);
        const last = runs.at(-1);
        if (last?.font === font) last.text += letter;
        else runs.push({ font, text: letter });
      }
      return runs;
    },
  };
}

/** What a page sets of its own: figures, and the sign of a text that was cut. */
const base = ' 0123456789/?…';

const fontName = ({ name }: Part, weight: Weight): string => `${name}-${weight}`;
const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;

async function readParts(): Promise<readonly Part[]> {
  const ranges = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const read = Object.entries(ranges).map(([subset, range]): Part => {
    const name = subset.replace(/[[\]]/g, '');
    const spans = range.split(',').map((span): readonly [number, number] => {
      const [from = '', to = from] = span.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
    return {
      name,
      path: join(folder, 'files', `noto-sans-sc-${name}-wght-normal.woff2`),
      holds: (letter) => spans.some(([from, to]) => letter >= from && letter <= to),
    };
  });
  // Latin letters and figures stand together in one file: a number is then never set in two.
  return read.sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
}
