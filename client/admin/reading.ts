import { useCallback, useEffect, useState } from 'react';
import { type Level, levels } from '../../geodata/area.ts';
import type { FieldRole, Upload } from './contract.ts';
import type { Reading } from './queries.ts';

/** How a file is to be read, as far as somebody has said or agreed. */
export interface Choice {
  readonly reading: Partial<Reading>;
  /** Whether the guessed coordinate system was agreed to. */
  readonly crsAgreed: boolean;
}

export const fieldRoles: readonly FieldRole[] = ['code', 'name', 'nameEn', 'parent', 'parentName'];

/** What the server guessed of an upload, with the city in force. */
export function guessOf(upload: Upload, city: Reading['city'] | null): Choice {
  const { guess } = upload;
  const roles = fieldRoles.flatMap((role) => (guess[role] ? [[role, guess[role]] as const] : []));
  const level = levels.find((one) => one === guess.level);
  return {
    reading: {
      ...(upload.crs.guess !== null && { crs: upload.crs.guess }),
      ...(level !== undefined && { level }),
      ...Object.fromEntries(roles),
      ...(city !== null && city !== undefined && { city }),
    },
    crsAgreed: false,
  };
}

/** A reading a check can be made by: with level, code, name and coordinate system. */
export function completeReading({ reading }: Choice): Reading | null {
  const { crs, level, code, name } = reading;
  if (!crs || !level || !code || !name) return null;
  const given = Object.entries(reading).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.fromEntries(given), crs, level, code, name } as Reading;
}

/** Says one thing differently; an empty text takes it back. */
export const withChoice = (
  choice: Choice,
  patch: { readonly [K in Exclude<keyof Reading, 'city'>]?: string },
): Choice => ({
  ...choice,
  reading: Object.fromEntries(
    Object.entries({ ...choice.reading, ...patch }).filter(([, value]) => value !== ''),
  ) as Partial<Reading>,
});

/** The choice for an upload, remembered for as long as the window is open; begins with what was guessed. */
export function useChoice(upload: Upload | null, city: Reading['city'] | null) {
  const key = upload === null ? null : `shaotu.upload.${upload.upload}`;
  const [choice, setChoice] = useState<Choice | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice begins anew with another upload, and not before.
  useEffect(() => {
    if (upload === null || key === null) return setChoice(null);
    setChoice(remembered(key) ?? guessOf(upload, city));
  }, [key]);
  const choose = useCallback(
    (next: Choice) => {
      if (key !== null) sessionStorage.setItem(key, JSON.stringify(next));
      setChoice(next);
    },
    [key],
  );
  return [choice, choose] as const;
}

function remembered(key: string): Choice | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Choice);
}

export const isLevel = (value: string): value is Level => levels.some((level) => level === value);

/** A city as a person writes it, code and name with a colon between; null where it is none. */
export function readCity(text: string): NonNullable<Reading['city']> | null {
  const [, code, name] = /^\s*(\d{6})\s*[:：]\s*(.+?)\s*$/.exec(text) ?? [];
  return code !== undefined && name !== undefined ? { code, name } : null;
}
