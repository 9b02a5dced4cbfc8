import { faker } from './faker.ts';
import { pick } from './text.ts';

const DIGITS = '0123456789'.split('');
const DAY = 86_400;
const FIRST = Date.UTC(2018, 0, 1) / 1000;
const LAST = Date.UTC(2025, 11, 31) / 1000;

/** A second, counted since 1970, and a .NET date text that names it or an instant within it. */
export interface Instant {
  readonly second: number;
  readonly text: string;
}

/** The .NET date text of a whole second: no zone. */
export const dateText = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19);

/** A second's fraction of 0 to 7 digits, without trailing zeros, as .NET writes it. */
function fraction(): string {
  const digits = faker.number.int({ max: 7 });
  let text = '';
  for (let left = digits; left > 0; left -= 1) text += pick(DIGITS);
  const short = text.replace(/0+$/, '');
  return short === '' ? '' : `.${short}`;
}

/** A date within the seconds `from` to `to`; every fourth one is a midnight where that fits. */
export function dateBetween(from = FIRST, to = LAST): Instant {
  const second = faker.number.int({ min: from, max: Math.max(from, to) });
  const midnight = Math.ceil(second / DAY) * DAY;
  if (midnight <= to && faker.number.int({ max: 3 }) === 0) return { second: midnight, text: dateText(midnight) };
  return { second, text: dateText(second) + fraction() };
}

/** A date after `instant`, at most `days` later. */
export const dateAfter = ({ second }: Instant, days: number): Instant =>
  dateBetween(second + 1, second + 1 + days * DAY);
