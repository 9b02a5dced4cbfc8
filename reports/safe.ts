/** The most that a report shows of one value. */
const LONGEST = 200;

/**
 * Characters with an effect beyond their place: controls move a terminal's cursor or begin a workflow command on a new line,
 * direction marks reverse the text around them, and others are invisible. The second character of `##vso[` and the like begins a
 * command of a CI service anywhere.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|(?<=#)#(?=\w*\[)/g;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (char: string) => NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text from outside on one line, with control characters and direction marks as escapes. */
export const visible = (text: string): string => text.replace(UNSAFE, escaped);

/** The same for JSON, where such characters occur only inside texts: its meaning stays. */
export const visibleJson = (json: string): string =>
  json.replace(UNSAFE, (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

/** The same for a message of several lines; none of them begins a command of a CI service. */
export const visibleLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => visible(line).replace(/^\s*::/, '\\u003a:'))
    .join('\n');

/** The same, cut where it is long; the end says how much was cut. */
export function safe(text: string, longest = LONGEST): string {
  const shown = visible(text);
  if (shown.length <= longest) return shown;
  // Does not cut a surrogate pair in two.
  const end = /[\ud800-\udbff]/.test(shown.charAt(longest - 1)) ? longest - 1 : longest;
  return `${shown.slice(0, end)}... (${shown.length - end} more)`;
}
