/**
 * The texts that a .NET service writes for `DateTime`: no zone (or a `Z`), 0 to 7 digits of a second's fraction.
 * RFC 3339 `date-time` rejects them for the missing zone; the contract calls them `format: dotnet-datetime`.
 */
export const DOTNET_DATE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?Z?$/;

/** `2024-09`, the contract's `format: year-month`. */
export const YEAR_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

const TICKS_PER_MILLISECOND = 10_000n;

/**
 * The instant that a .NET date text names, read as UTC whether or not it ends in `Z`.
 *
 * @returns ticks of 100 ns since 1970-01-01T00:00:00 (the full precision of .NET), or null when the text is no such date
 */
export function parseDotnetDate(text: string): bigint | null {
  const match = DOTNET_DATE.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC would take the years 0 to 99 for 1900 to 1999
  date.setUTCHours(hour, minute, second);
  const exists =
    year > 0 && // .NET starts at year 1
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!exists) return null;
  return BigInt(date.getTime()) * TICKS_PER_MILLISECOND + BigInt((match[7] ?? '').padEnd(7, '0'));
}
