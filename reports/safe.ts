/** The most that a report shows of one value. */
const LONGEST = 200;

/**
 * Characters that do not stay where they are written: controls move a terminal's cursor or begin a workflow command on a
 * line of their own, marks of direction turn the text around them, and others are not to be seen at all. The second mark of
 * `##vso[` and the like begins a command of a CI service wherever it stands.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|(?<=#)#(?=\w*\[)/g;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (char: string) => NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text from outside on one line, so that it shows what it holds: control characters and marks of direction as escapes. */
export const visible = (text: string): string => text.replace(UNSAFE, escaped);

/** The same of JSON, where such a character may only be inside a text: it means what it meant. */
export const visibleJson = (json: string): string =>
  json.replace(UNSAFE, (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

/** The same of a message of several lines; none of them begins a command of a CI service. */
export const visibleLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => visible(line).replace(/^\s*::/, '\\u003a:'))
    .join('\n');

/** The same, cut where it is long; the end says how much was cut. */
export function safe(text: string, longest = LONGEST): string {
  const shown = visible(text);
  if (shown.length <= longest) return shown;
  // Not in the middle of a character of two units.
  const end = /[\ud800-\udbff]/.test(shown.charAt(longest - 1)) ? longest - 1 : longest;
  return `${shown.slice(0, end)}... (${String(shown.length - end)} more)`;
}
