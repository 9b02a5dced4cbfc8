import type { ChangeName } from '../dataset/changes.ts';
import { clip } from './effort.ts';
import { jsonIn, leaves } from './json.ts';

/** A sign that a value did not survive the client. */
interface Sign {
  readonly want: string;
  readonly pattern: RegExp;
}

/** How careless clients write what a scenario serves. */
const SIGNS: Partial<Record<ChangeName, readonly Sign[]>> = {
  'odd-text': [
    { want: 'the text "Zürich Gebäude"', pattern: /Z(?:Ã¼|\ufffd+|\?+|├╝)rich/ },
    { want: 'the emoji U+1F680 and "東京"', pattern: /ðŸš€|æ±äº¬/ },
  ],
  'ids-beyond-31-bits': [
    { want: 'ids beyond 2^31 as they are', pattern: /-21[0-9]{8}\b|\b2147483647\b|(?<![\d.])2\.1[45]\d*e\+?0?9/i },
  ],
  'ids-beyond-53-bits': [
    {
      want: 'ids beyond 2^53 as they are',
      pattern: /\b(?:2147483647|9223372036854775807)\b|(?<![\d.])9\.0071\d*e\+?15/i,
    },
  ],
  'dates-with-fraction': [{ want: 'a date', pattern: /Invalid Date|\bNaN\b|\bNaT\b/ }],
  'dates-without-fraction': [{ want: 'a date', pattern: /Invalid Date|\bNaN\b|\bNaT\b/ }],
};

const LARGE_IDS: readonly ChangeName[] = ['ids-beyond-31-bits', 'ids-beyond-53-bits'];
/** So many different values in a column are ids, names or the like. */
const MANY = 20;

/** The values of a result by their place: paths of JSON, or columns of lines. */
function columnsOf(text: string): Map<string, string[]> {
  const json = jsonIn(text);
  if (json !== undefined) return leaves(json);
  const columns = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    for (const [at, cell] of line.split(/[,;|\t]/).entries()) {
      const column = columns.get(String(at));
      if (column) column.push(cell);
      else columns.set(String(at), [cell]);
    }
  }
  return columns;
}

/** Ids that came out as one value, such as 0 or null: a number that is too large for its type may become that. */
function lostIds(text: string, usual: string): { want: string; got: string }[] {
  const actual = columnsOf(text);
  for (const [place, values] of columnsOf(usual)) {
    const now = actual.get(place) ?? [];
    const [only] = now;
    if (only === undefined || now.length < values.length / 2 || new Set(values).size < MANY) continue;
    if (new Set(now).size === 1) {
      return [{ want: 'ids that differ, as they do with the usual rows', got: `${now.length} times ${clip(only)}` }];
    }
  }
  return [];
}

/**
 * Values that the client damaged: signs in its result that the undisturbed result does not have.
 * @param usual the undisturbed result
 */
export function damagedIn(
  text: string,
  usual: string,
  change: ChangeName | undefined,
): { want: string; got: string }[] {
  const lost = change && LARGE_IDS.includes(change) ? lostIds(text, usual) : [];
  const signs = (change ? (SIGNS[change] ?? []) : []).flatMap(({ want, pattern }) => {
    const found = text.split('\n').find((line) => pattern.test(line));
    if (found === undefined || pattern.test(usual)) return [];
    const at = found.search(pattern);
    return [{ want, got: clip(found.slice(Math.max(0, at - 30), at + 60)) }];
  });
  return [...signs, ...lost];
}
