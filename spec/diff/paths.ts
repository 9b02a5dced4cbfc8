/** A path whose parameters have no names: two contracts may name them differently. */
export const anonymous = (path: string) =>
  path
    .replaceAll(/\{[^}]*\}/g, '{}')
    .replace(/(?<=.)\/$/, '')
    .toLowerCase();

/**
 * Pairs the same path of two documents: written alike, else alike but for the names of its parameters. Of several that differ in
 * those names alone (`/files/{id}`, `/files/{name}`), each has one partner at most.
 */
export function pairedByPath<Entry extends { readonly path: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): ReadonlyMap<Entry, Entry> {
  const pairs = new Map<Entry, Entry>();
  const free = new Set(after);
  for (const spelling of [(path: string) => path, anonymous]) {
    const waiting = new Map<string, Entry[]>();
    for (const now of free) {
      const key = spelling(now.path);
      waiting.set(key, [...(waiting.get(key) ?? []), now]);
    }
    for (const old of before) {
      const now = pairs.has(old) ? undefined : waiting.get(spelling(old.path))?.shift();
      if (!now) continue;
      pairs.set(old, now);
      free.delete(now);
    }
  }
  return pairs;
}
