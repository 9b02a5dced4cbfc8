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
