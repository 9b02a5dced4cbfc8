/**
 * Runs in a page: everything that its scripts can reach and that could hold a value, as texts by place. What the page
 * itself is (attributes, shadow roots, frames) and shows is read from outside, by the browser's own protocol.
 * Its helpers are methods: some loaders wrap functions that have a name in one of their own, which no page knows.
 */
export async function heldInPage(): Promise<Record<string, string>> {
  const read = {
    text(value: unknown): string {
      const json = JSON.stringify(value, (_, part: unknown) => {
        if (part instanceof Map || part instanceof Set) return [...(part as Iterable<unknown>)];
        if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return new TextDecoder().decode(part);
        return part;
      });
      return json ?? '';
    },
    /** Item by item: of an item named `key` a copy of the storage knows nothing. */
    items(storage: Storage): string {
      const names = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
      return names.map((name) => `${name} ${storage.getItem(name) ?? ''}`).join('\n');
    },
    fields(root: Document | ShadowRoot): string[] {
      return [...root.querySelectorAll('*')].flatMap((element) => [
        ...('value' in element ? [String(element.value)] : []),
        ...(element.shadowRoot ? read.fields(element.shadowRoot) : []),
      ]);
    },
    settled<Result>(request: IDBRequest<Result>): Promise<Result | undefined> {
      return new Promise((resolve) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => resolve(undefined));
      });
    },
  };

  const stored: string[] = [];
  const cached: string[] = [];
  // A page without an origin of its own has none of these.
  const kept = origin !== 'null';
  for (const { name } of kept ? ((await indexedDB.databases?.()) ?? []) : []) {
    if (name === undefined) continue;
    stored.push(name);
    const database = await read.settled(indexedDB.open(name));
    for (const store of database?.objectStoreNames ?? []) {
      const rows = database?.transaction(store).objectStore(store);
      if (!rows) continue;
      stored.push(read.text(await read.settled(rows.getAllKeys())));
      stored.push(read.text(await read.settled(rows.getAll())));
    }
    database?.close();
  }
  // Nor has a page a cache that came by plain HTTP from another machine.
  for (const name of kept && isSecureContext ? await caches.keys() : []) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      cached.push(request.url, read.text([...(response?.headers ?? [])]), (await response?.text()) ?? '');
    }
  }
  const { navigation } = window as { navigation?: { entries(): { url: string; getState(): unknown }[] } };
  const entries = navigation?.entries() ?? [];
  return {
    'the value of a field': read.fields(document).join('\n'),
    'the address': location.href,
    'an address in the history': read.text(entries.map(({ url }) => url)),
    'the history state': read.text([history.state, ...entries.map((entry) => entry.getState())]),
    'the name of the window': window.name,
    'local storage': kept ? read.items(localStorage) : '',
    'session storage': kept ? read.items(sessionStorage) : '',
    IndexedDB: stored.join('\n'),
    'the cache storage': cached.join('\n'),
  };
}
