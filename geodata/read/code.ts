import { type Level, levels } from '../area.ts';

/** Digits of an official code, by level (GB/T 2260, GB/T 10114, DB11/T 2157). */
const digits: Readonly<Record<Level, number>> = {
  city: 6,
  district: 6,
  subdistrict: 9,
  community: 12,
  cell: 15,
};

/**
 * The code as we keep it: as text, without the zeros that statistical lists append to fill twelve digits
 * (110102020000 → 110102020 for a subdistrict). Codes of other shapes are kept as they are.
 * Null for what is no code: nothing, an empty text, an object, a text with a bar or a space in it.
 */
export function readCode(value: unknown, level: Level): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  if (text === '' || text.length > 32 || /[|\s,]/.test(text)) return null;
  const wanted = digits[level];
  if (/^\d+$/.test(text) && text.length > wanted && /^0+$/.test(text.slice(wanted)))
    return text.slice(0, wanted);
  return text;
}

/** Level of the area a parent code names: by its length, or the level above the child where that says nothing. */
export function levelOfParent(code: string, child: Level): Level {
  const byLength = /^\d+$/.test(code)
    ? levels.find((level) => level !== 'city' && digits[level] === code.length)
    : undefined;
  const above = levels[Math.max(0, levels.indexOf(child) - 1)] ?? 'city';
  if (byLength && levels.indexOf(byLength) < levels.indexOf(child)) return byLength;
  return above;
}
