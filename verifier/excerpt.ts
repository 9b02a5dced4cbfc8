import { isTooDeep } from './depth.ts';

/** Most characters of an excerpt in a report. */
const LONGEST = 1_500;

/**
 * The part of a JSON body that a pointer is about: the row it points into (`/items/3` of `/items/3/client/id`), or else
 * the value itself.
 * @param pointer RFC 6901
 * @returns indented JSON, cut where it is long; nothing where body or pointer leads nowhere
 */
export function excerpt(body: string, pointer: string): string | undefined {
  if (isTooDeep(body)) return undefined;
  const words = pointer.split('/').slice(1);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  let row: unknown;
  for (const word of words) {
    const name = word.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) break;
    const inList = Array.isArray(value);
    value = (value as Record<string, unknown>)[name];
    if (inList && row === undefined && typeof value === 'object') row = value;
  }
  // A missing field is shown by the row that lacks it.
  if (row === undefined && words.length > 0 && typeof value === 'object') return undefined;
  const text = JSON.stringify(row ?? value, null, 2) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n... (cut here)` : text;
}
