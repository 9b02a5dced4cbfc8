import { randomInt } from 'node:crypto';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(T.*)?$/;
const MONTH = /^(\d{4})-(\d\d)$/;
const DAY_MS = 86_400_000;
const YEARS = { first: 1800, last: 2200 } as const;
const DAYS_PER_MONTH = 30.4375;
const LATEST = 400;

/** Whether a text is a date of an account; .NET's smallest and largest date are none. */
export function isDate(text: string): boolean {
  const year = Number(DATE.exec(text)?.[1] ?? NaN);
  return year >= YEARS.first && year <= YEARS.last && !Number.isNaN(dayOf(text));
}

export const isMonth = (text: string): boolean => MONTH.test(text);

const dayOf = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY_MS;

/**
 * Shifts every date by the same whole number of days into the past, further than the dates are apart. Their order, distance, time
 * of day and format stay, and no original date is left.
 * @param dates every date and month of an account
 */
export function dateShift(dates: readonly string[]): (text: string) => string {
  const days = dates
    .filter((text) => isDate(text) || isMonth(text))
    .map((text) => dayOf(isMonth(text) ? `${text}-01` : text));
  const least = days.reduce((low, day) => Math.min(low, day), Infinity);
  const most = days.reduce((high, day) => Math.max(high, day), least);
  const shift = (days.length === 0 ? 0 : most - least) + 62 + randomInt(LATEST);
  const months = Math.ceil(shift / DAYS_PER_MONTH) + 1;
  return (text) => {
    if (isMonth(text)) {
      const at = new Date(`${text}-01T00:00:00Z`);
      at.setUTCMonth(at.getUTCMonth() - months);
      return at.toISOString().slice(0, 7);
    }
    return new Date((dayOf(text) - shift) * DAY_MS).toISOString().slice(0, 10) + text.slice(10);
  };
}
