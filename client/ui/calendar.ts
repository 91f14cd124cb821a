import type generatePicker from 'antd/es/date-picker/generatePicker';
import type { Language } from '../text/text.ts';

type Calendar = Parameters<typeof generatePicker<Date>>[0];

/** A day (2026-05-08) as the picker holds it: its midnight in UTC, where no clock is ever changed. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
/** The same of a day with a time (2026-05-08T09:30). */
export const momentOf = (time: string): Date => new Date(`${time}:00Z`);
export const timeOf = (date: Date): string => date.toISOString().slice(0, 16);

/** Days, their arithmetic and their names for the picker. `locale` is as its words name themselves: `zh_CN`. */
export const calendar: Calendar = {
  getWeekDay: (date) => date.getUTCDay(),
  getDate: (date) => date.getUTCDate(),
  getMonth: (date) => date.getUTCMonth(),
  getYear: (date) => date.getUTCFullYear(),
  getHour: (date) => date.getUTCHours(),
  getMinute: (date) => date.getUTCMinutes(),
  getSecond: () => 0,
  getMillisecond: () => 0,
  getNow: () => dateOf(dayOf(new Date())),
  getFixedDate: (fixed) => dateOf(fixed.slice(0, 10)),
  getEndDate: (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)),
  addYear: (date, years) => moved(date, date.getUTCFullYear() + years, date.getUTCMonth()),
  addMonth: (date, months) => moved(date, date.getUTCFullYear(), date.getUTCMonth() + months),
  addDate: (date, days) => new Date(date.getTime() + days * dayLength),
  setYear: (date, year) => moved(date, year, date.getUTCMonth()),
  setMonth: (date, month) => moved(date, date.getUTCFullYear(), month),
  setDate: (date, day) => new Date(new Date(date).setUTCDate(day)),
  setHour: (date, hour) => new Date(new Date(date).setUTCHours(hour)),
  setMinute: (date, minute) => new Date(new Date(date).setUTCMinutes(minute)),
  setSecond: (date) => date,
  setMillisecond: (date) => date,
  isAfter: (one, other) => one.getTime() > other.getTime(),
  isValidate: (date) => !Number.isNaN(date.getTime()),
  locale: {
    getWeekFirstDay: () => 1,
    getWeekFirstDate: (_, date) => monday(date),
    getWeek: (_, date) => weekOf(date),
    format: (locale, date, pattern) => written(locale, date, pattern),
    parse: (_, text, formats) => {
      const [, year = '', month = '', day = '', hour, minute = '00'] =
        /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text.trim()) ?? [];
      // While a time is typed, its day alone is no answer yet.
      if (hour === undefined && formats.some((format) => format.includes('HH'))) return null;
      const two = (part: string) => part.padStart(2, '0');
      const time = `${year}-${two(month)}-${two(day)}T${two(hour ?? '0')}:${minute}`;
      const date = momentOf(time);
      return Number.isNaN(date.getTime()) || timeOf(date) !== time ? null : date;
    },
    getShortWeekDays: (locale) =>
      names(locale, { weekday: locale.startsWith('zh') ? 'narrow' : 'short' }, sundays),
    getShortMonths: (locale) => names(locale, { month: 'short' }, months),
  },
};

const dayLength = 86_400_000;

/** The same day of another month, or its last where it has fewer. */
function moved(date: Date, year: number, month: number): Date {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(new Date(date).setUTCFullYear(year, month, Math.min(date.getUTCDate(), last)));
}

const monday = (date: Date): Date => new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * dayLength);

/** Number of the week by ISO 8601: that of the year in which its Thursday lies. */
function weekOf(date: Date): number {
  const thursday = monday(date).getTime() + 3 * dayLength;
  const year = new Date(thursday).getUTCFullYear();
  return 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayLength));
}

/** The patterns the picker asks for: YYYY, MM, M, MMM, DD, D, HH, mm, and the like. */
function written(locale: string, date: Date, pattern: string): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const part: Readonly<Record<string, () => string>> = {
    YYYY: () => String(year).padStart(4, '0'),
    MMM: () => names(locale, { month: 'short' }, [date])[0] ?? '',
    MM: () => String(month).padStart(2, '0'),
    M: () => String(month),
    DD: () => String(day).padStart(2, '0'),
    D: () => String(day),
    HH: () => String(date.getUTCHours()).padStart(2, '0'),
    mm: () => String(date.getUTCMinutes()).padStart(2, '0'),
  };
  return pattern.replace(/YYYY|MMM|MM|M|DD|D|HH|mm/g, (token) => part[token]?.() ?? token);
}

function names(locale: string, options: Intl.DateTimeFormatOptions, dates: readonly Date[]): string[] {
  const language: Language = locale.startsWith('zh') ? 'zh' : 'en';
  const named = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...options,
    timeZone: 'UTC',
  });
  return dates.map((date) => named.format(date));
}

/** A week from a Sunday, and the months of a year. */
const sundays = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 1, 1 + day)));
const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)));
