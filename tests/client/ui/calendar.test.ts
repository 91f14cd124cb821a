import { describe, expect, test } from 'vitest';
import { calendar, dateOf, dayOf, momentOf, timeOf } from '../../../client/ui/calendar.ts';

const { locale, addMonth, addYear, getEndDate, getWeekDay } = calendar;

describe('the calendar of the day picker', () => {
  test('reads a typed day, and none that there is not', () => {
    expect(dayOf(locale.parse('zh_CN', '2026-5-8', []) ?? new Date(0))).toBe('2026-05-08');
    expect(locale.parse('zh_CN', '2026-02-30', [])).toBeNull();
    expect(locale.parse('zh_CN', 'tomorrow', [])).toBeNull();
  });

  test('reads a typed time, keeps it from one day to another, and writes it by 24 hours', () => {
    const time = locale.parse('en_US', '2026-5-8 9:30', ['YYYY-MM-DD HH:mm']) ?? new Date(0);
    expect(timeOf(time)).toBe('2026-05-08T09:30');
    expect(timeOf(calendar.setDate(time, 9))).toBe('2026-05-09T09:30');
    expect(timeOf(addMonth(momentOf('2026-01-31T18:05'), 1))).toBe('2026-02-28T18:05');
    expect(timeOf(calendar.setMinute(calendar.setHour(time, 23), 55))).toBe('2026-05-08T23:55');
    expect(locale.format('en_US', momentOf('2026-05-08T18:05'), 'YYYY-MM-DD HH:mm')).toBe('2026-05-08 18:05');
    expect(locale.parse('zh_CN', '2026-05-08 25:00', ['YYYY-MM-DD HH:mm'])).toBeNull();
    expect(locale.parse('zh_CN', '2026-05-08', ['YYYY-MM-DD HH:mm'])).toBeNull();
  });

  test('stays within a month that has fewer days', () => {
    expect(dayOf(addMonth(dateOf('2026-01-31'), 1))).toBe('2026-02-28');
    expect(dayOf(addYear(dateOf('2024-02-29'), 1))).toBe('2025-02-28');
    expect(dayOf(addMonth(dateOf('2026-12-08'), 1))).toBe('2027-01-08');
    expect(dayOf(getEndDate(dateOf('2024-02-08')))).toBe('2024-02-29');
  });

  test('begins weeks on Monday and numbers them by ISO 8601', () => {
    expect(dayOf(locale.getWeekFirstDate('en_US', dateOf('2026-11-22')))).toBe('2026-11-16');
    expect(locale.getWeek('en_US', dateOf('2026-01-01'))).toBe(1);
    expect(locale.getWeek('en_US', dateOf('2027-01-01'))).toBe(53);
    expect(getWeekDay(dateOf('2026-11-22'))).toBe(0);
  });

  test('names days and months in the language of the screen', () => {
    expect(locale.getShortWeekDays?.('zh_CN')).toEqual(['日', '一', '二', '三', '四', '五', '六']);
    expect(locale.getShortWeekDays?.('en_US')[1]).toBe('Mon');
    expect(locale.getShortMonths?.('zh_CN')[10]).toBe('11月');
    expect(locale.format('en_US', dateOf('2026-11-02'), 'D MMM YYYY')).toBe('2 Nov 2026');
    expect(locale.format('zh_CN', dateOf('2026-11-02'), 'YYYY-MM-DD')).toBe('2026-11-02');
  });
});
