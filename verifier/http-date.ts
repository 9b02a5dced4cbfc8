/** The preferred form of an HTTP date and the two obsolete ones. */
const DATES = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/**
 * The time that an HTTP date names. The form without a zone (`Sun Nov  6 08:49:37 1994`) is in GMT, too (RFC 9110, 5.6.7).
 * @returns milliseconds since 1970; undefined for anything else
 */
export function httpDate(text: string | undefined): number | undefined {
  if (text === undefined || !DATES.some((form) => form.test(text))) return undefined;
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
