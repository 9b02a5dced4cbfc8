/** A number from a seed and words, the same for the same input (FNV-1a, 32 bit). It makes choices repeatable. */
export function hash(seed: number, ...words: readonly string[]): number {
  let value = (0x811c9dc5 ^ seed) >>> 0;
  for (const char of words.join('\u0000')) {
    value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/** The items from another start: by so many places, round and round. */
export function turned<T>(items: readonly T[], by: number): T[] {
  // Of no items the start is NaN, from which a slice is empty.
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/**
 * Picks one that fits, always the same for the same seed and words. Tries as few as possible, because each try may look at every
 * row.
 */
export function chooseFitting<T>(
  from: readonly T[],
  fits: (one: T) => boolean,
  seed: number,
  ...words: readonly string[]
): T | undefined {
  return turned(from, hash(seed, ...words)).find(fits);
}

/** Picks one, always the same for the same seed and words; undefined where there is none. */
export function choose<T>(from: readonly T[], seed: number, ...words: readonly string[]): T | undefined {
  return from[hash(seed, ...words) % from.length];
}

/**
 * Items in another order: the first of each operation, then the second of each, and so on, so that the few requests that are sent
 * see a little of every list.
 */
export function inTurn<Item>(items: readonly Item[], operationOf: (item: Item) => string | undefined): Item[] {
  const byOperation = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const operation = operationOf(item);
    const same = byOperation.get(operation);
    if (same) same.push(item);
    else byOperation.set(operation, [item]);
  }
  const queues = [...byOperation.values()];
  const turns = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => queues.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
}
