/** Languages of the screens. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export type Format = ReturnType<typeof createFormat>;

/**
 * Numbers, measures and times as a reader of `language` expects them, dates in the city's `timeZone` (IANA name).
 * Every number carries its unit; figures are to be set tabular.
 */
export function createFormat(language: Language, timeZone: string) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  // In Chinese the long month is the numeric one with its 月.
  const month = language === 'zh' ? 'long' : 'short';
  const day = new Intl.DateTimeFormat(locale, { timeZone, month, day: 'numeric' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month, day: 'numeric' });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' });
  const between = language === 'zh' ? '\u3000' : ', ';
  const listed = new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' });

  const number = (value: number): string => whole.format(value);
  const decimal = (value: number): string => tenths.format(value);
  return {
    /** 12,345 */
    number,
    /** 12,345.6 */
    decimal,
    /** 66.7 % of a share from 0 to 1. */
    share: (value: number): string => `${tenths.format(value * 100)} %`,
    /** Square metres: 2,000.0 m² below ten hectares, then hectares or km². */
    area: (squareMetres: number): string => {
      if (squareMetres >= 1e6) return `${decimal(squareMetres / 1e6)} km²`;
      if (squareMetres >= 1e5) return `${decimal(squareMetres / 1e4)} ha`;
      return `${decimal(squareMetres)} m²`;
    },
    /** Square metres without a fraction: what can be read from 8 m away. */
    areaShort: (squareMetres: number): string =>
      squareMetres >= 1e6 ? `${decimal(squareMetres / 1e6)} km²` : `${number(squareMetres)} m²`,
    /** People: 12,345 人 / 12,345 people. */
    people: (count: number): string => `${number(count)} ${language === 'zh' ? '人' : 'people'}`,
    /** Metres: 26.3 m, 320 m, 1.2 km. */
    length: (metres: number): string => {
      if (metres >= 1000) return `${decimal(metres / 1000)} km`;
      return metres >= 100 ? `${number(metres)} m` : `${decimal(metres)} m`;
    },
    /** Metres without a fraction: 14 m. */
    distance: (metres: number): string =>
      metres >= 1000 ? `${decimal(metres / 1000)} km` : `${number(metres)} m`,
    /** A span in words, to the larger unit: 5 秒, 12 分钟, 3 小时 / 5 s, 12 min, 3 h. */
    span: (seconds: number): string => {
      const [amount, unit] = largest(seconds);
      return `${number(amount)} ${units[language][unit]}`;
    },
    /** 09:52 */
    time: (at: Moment): string => clock.format(new Date(at)).slice(0, 5),
    /** 09:52:06 */
    timeOfDay: (at: Moment): string => clock.format(new Date(at)),
    /** 5月8日 / 8 May */
    date: (at: Moment): string => day.format(new Date(at)),
    /** 2026年3月15日 / 15 Mar 2026 */
    fullDate: (at: Moment): string => dayOfYear.format(new Date(at)),
    /** 周五 / Fri */
    weekday: (at: Moment): string => weekday.format(new Date(at)),
    /** 5月8日 09:52 / 8 May, 09:52 */
    dateTime: (at: Moment): string =>
      `${day.format(new Date(at))}${language === 'zh' ? ' ' : ', '}${clock.format(new Date(at)).slice(0, 5)}`,
    /** Short facts side by side: a full-width space in Chinese, a comma in English. Empty ones are left out. */
    facts: (parts: readonly (string | null | undefined | false)[]): string =>
      parts.filter((part) => typeof part === 'string' && part !== '').join(between),
    /** Names in a sentence: 甲、乙和丙 / A, B and C. */
    list: (names: readonly string[]): string => listed.format(names),
    /** One of two names, by language. */
    name: (named: { readonly name: string; readonly nameEn: string }): string =>
      language === 'zh' ? named.name : named.nameEn || named.name,
    /** One of two words, by language. */
    of: (words: { readonly zh: string; readonly en: string }): string => words[language],
  };
}

/** A point in time: ISO 8601 or milliseconds since 1970. */
export type Moment = string | number;

/** Seconds as a countdown: 37:54, 2:31:40 from an hour on, +08:12 past the deadline. */
export function countdown(seconds: number): string {
  const rest = Math.abs(Math.round(seconds));
  const sign = seconds < 0 && rest > 0 ? '+' : '';
  const hours = Math.floor(rest / 3600);
  const minutes = String(Math.floor((rest % 3600) / 60)).padStart(2, '0');
  const last = String(rest % 60).padStart(2, '0');
  return hours > 0 ? `${sign}${hours}:${minutes}:${last}` : `${sign}${minutes}:${last}`;
}

/** Seconds as hours and minutes, for what has no deadline: 0:31, 4:18, 26:05. */
export function hoursAndMinutes(seconds: number): string {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * A share as people say it, where it is within `tolerance` of a fraction with a denominator up to 4: 2/3. Null for any
 * other: 17.3 % is no fraction.
 */
export function fraction(share: number, tolerance = 0.005): string | null {
  for (const denominator of [2, 3, 4]) {
    const numerator = Math.round(share * denominator);
    if (numerator > 0 && numerator < denominator && Math.abs(share - numerator / denominator) <= tolerance)
      return `${numerator}/${denominator}`;
  }
  return null;
}

type Unit = 'second' | 'minute' | 'hour' | 'day';
const units: Record<Language, Record<Unit, string>> = {
  zh: { second: '秒', minute: '分钟', hour: '小时', day: '天' },
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
};

function largest(seconds: number): readonly [number, Unit] {
  if (seconds < 90) return [Math.round(seconds), 'second'];
  if (seconds < 90 * 60) return [Math.round(seconds / 60), 'minute'];
  if (seconds < 36 * 3600) return [Math.round(seconds / 3600), 'hour'];
  return [Math.round(seconds / 86400), 'day'];
}
