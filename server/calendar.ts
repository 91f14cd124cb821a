/** The day it is in a time zone, `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, at: Date): string => daysIn(timeZone)(at);

/** The same of many instants: what reads the days of a time zone takes long to make. */
export function daysIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}
