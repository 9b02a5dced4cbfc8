import { randomInt } from 'node:crypto';
import { drawFor } from './letters.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const INT32 = 2 ** 31 - 1;
const WIDEST_GAP = 7;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Another uuid for this one, always the same; version and the case of its letters stay. */
export function otherUuid(salt: Buffer, uuid: string): string {
  const draw = drawFor(salt, `uuid ${uuid.toLowerCase()}`);
  let place = -1;
  const made = uuid.toLowerCase().replace(/[0-9a-f]/g, (digit) => {
    place += 1;
    // The 13th digit is the version, the 17th the variant.
    return place === 12 || place === 16 ? digit : draw(16).toString(16);
  });
  return uuid === uuid.toUpperCase() ? made.toUpperCase() : made;
}

/**
 * Other whole numbers for ids: none of them is an original one, their order stays, and they fit the same type.
 * @param originals every id of one list, and every one that points at it
 */
export function otherNumbers(originals: readonly number[]): ReadonlyMap<number, number> {
  const sorted = [...new Set(originals)].sort((a, b) => a - b);
  const taken = new Set(sorted);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const room = sorted.length * (WIDEST_GAP + 1) + 1000;
  const above = most + room < (most > INT32 ? Number.MAX_SAFE_INTEGER : INT32);
  let next = above ? most + randomInt(1, 1000) : Math.max(1, least - room);
  const made = new Map<number, number>();
  for (const original of sorted) {
    do next += randomInt(1, WIDEST_GAP + 1);
    while (taken.has(next));
    made.set(original, next);
  }
  return made;
}
