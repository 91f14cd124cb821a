import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { useCity } from './city.ts';
import { createFormat, type Format, type Language, languages } from './format.ts';
import { words } from './words.ts';

export type { Language } from './format.ts';

/** Words in the reader's language: `t` for a dotted key (`wall.open`), `format` for numbers, times and names. */
export interface Text {
  readonly t: TFunction;
  readonly language: Language;
  readonly format: Format;
}

export function useText(): Text {
  const { t, i18n } = useTranslation();
  const { timeZone } = useCity();
  const language = asLanguage(i18n.resolvedLanguage) ?? 'zh';
  return { t, language, format: formatOf(language, timeZone) };
}

/** Starts with the language of the address (`?lang=`), else the one chosen before, else the browser's, else Chinese. */
export function startText(): void {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = asLanguage(asked) ?? asLanguage(localStorage.getItem(storageKey)) ?? browserLanguage();
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    keySeparator: false,
    nsSeparator: false,
    resources: { zh: { translation: words.zh }, en: { translation: words.en } },
    interpolation: { escapeValue: false },
  });
  show(language);
}

/** Changes the language of all that is on the screen, and remembers it in this browser. */
export function setLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  showLanguage(language);
}

/** Shows a language without remembering it: a wall is told its language by its address. */
export function showLanguage(language: Language): void {
  void i18next.changeLanguage(language);
  show(language);
}

export const asLanguage = (value: unknown): Language | undefined =>
  languages.find((language) => language === value);

const storageKey = 'shaotu.language';

function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const language = asLanguage(tag.toLowerCase().split('-')[0]);
    if (language !== undefined) return language;
  }
  return 'zh';
}

function show(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = i18next.t('product');
}

const formats = new Map<string, Format>();

function formatOf(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = createFormat(language, timeZone);
  formats.set(key, made);
  return made;
}
