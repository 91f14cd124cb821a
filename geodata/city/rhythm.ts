import type { Random } from './random.ts';

/** How often a kind of trouble comes up, when, and how long it takes. */
export interface Habit {
  readonly code: string;
  readonly weight: number;
  readonly hours: Hours;
  /** Median minutes to the first answer. */
  readonly answer: number;
  /** Median hours from there to the end. */
  readonly settle: number;
  /** Of a workday's number, on Saturday and Sunday. */
  readonly weekend: number;
}

/** Share of each hour of the day, 0 to 23, of at most 30. */
type Hours = readonly number[];

const office: Hours = [1, 1, 1, 1, 1, 2, 5, 12, 20, 26, 24, 19, 13, 15, 21, 23, 21, 17, 13, 10, 8, 6, 3, 2];
const evening: Hours = [2, 1, 1, 1, 1, 2, 4, 8, 9, 9, 9, 14, 15, 9, 7, 7, 10, 18, 26, 28, 24, 16, 9, 4];
const night: Hours = [20, 15, 11, 8, 6, 5, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 7, 13, 22, 30, 28];
const rush: Hours = [1, 1, 1, 1, 1, 3, 10, 26, 30, 18, 11, 10, 11, 10, 9, 10, 15, 26, 30, 19, 11, 7, 4, 2];
const any: Hours = [6, 5, 5, 5, 5, 6, 8, 10, 11, 11, 11, 11, 11, 10, 10, 10, 11, 12, 13, 12, 11, 10, 8, 7];

/** By category code; what is not listed comes seldom, in office hours. */
const habits: Readonly<Record<string, Omit<Habit, 'code'>>> = {
  '01-01': { weight: 7, hours: office, answer: 55, settle: 30, weekend: 0.7 },
  '01-02': { weight: 17, hours: evening, answer: 32, settle: 2.2, weekend: 1.25 },
  '01-03': { weight: 15, hours: office, answer: 38, settle: 4, weekend: 0.85 },
  '01-04': { weight: 8, hours: evening, answer: 36, settle: 3, weekend: 1.15 },
  '02-01': { weight: 5, hours: office, answer: 60, settle: 14, weekend: 0.4 },
  '03-01': { weight: 8, hours: night, answer: 40, settle: 5, weekend: 0.8 },
  '03-02': { weight: 4, hours: office, answer: 50, settle: 12, weekend: 0.5 },
  '05-01': { weight: 12, hours: rush, answer: 30, settle: 1.8, weekend: 0.55 },
  '05-02': { weight: 8, hours: any, answer: 45, settle: 8, weekend: 0.9 },
  '06-01': { weight: 7, hours: evening, answer: 45, settle: 9, weekend: 1.1 },
  '07-01': { weight: 3, hours: office, answer: 90, settle: 30, weekend: 0.7 },
  '07-02': { weight: 2, hours: any, answer: 110, settle: 40, weekend: 0.8 },
  '07-03': { weight: 1.5, hours: office, answer: 150, settle: 60, weekend: 0.3 },
  '07-04': { weight: 1.5, hours: office, answer: 150, settle: 70, weekend: 0.3 },
  '04-01': { weight: 0.5, hours: any, answer: 9, settle: 3, weekend: 1 },
  '04-02': { weight: 0.4, hours: any, answer: 8, settle: 3, weekend: 1 },
  '04-03': { weight: 0.2, hours: any, answer: 14, settle: 6, weekend: 1 },
  '04-04': { weight: 0.6, hours: any, answer: 18, settle: 6, weekend: 1 },
};

export const habitOf = (code: string): Habit => ({
  ...(habits[code] ?? { weight: 1, hours: office, answer: 60, settle: 10, weekend: 0.6 }),
  code,
});

/** How many of this kind a weekday (0: Sunday) has, against the busiest. */
export function weekdayWeight(weekday: number, { weekend }: Habit): number {
  const busiest = Math.max(1.06, weekend);
  const weight = weekday === 0 ? weekend * 0.92 : weekday === 6 ? weekend : weekday === 1 ? 1.06 : 1;
  return weight / busiest;
}

/** An hour of the day with its fraction, 0 to 24. */
export function hourOfDay({ hours }: Habit, random: Random): number {
  const busiest = 30;
  for (;;) {
    const hour = random() * 24;
    if (random() * busiest < (hours[Math.floor(hour)] ?? 0)) return hour;
  }
}

/** Where a call may come from. */
export type Source = 'hotline12345' | 'petition' | 'committee' | 'cellOfficer' | 'chat' | 'patrol';

const callers: readonly (readonly [Source, number])[] = [
  ['hotline12345', 0.46],
  ['cellOfficer', 0.24],
  ['patrol', 0.14],
  ['chat', 0.08],
  ['committee', 0.06],
  ['petition', 0.02],
];

/** Where one call comes from. */
export function callSource(random: Random): Source {
  let wanted = random();
  for (const [source, share] of callers) {
    if (wanted < share) return source;
    wanted -= share;
  }
  return 'hotline12345';
}
