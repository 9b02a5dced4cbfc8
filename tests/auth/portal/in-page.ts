/**
 * Runs in a page: everything that its scripts can reach and that could hold a value, as texts by place. What the page itself
 * contains (attributes, shadow roots, frames) and shows is read from outside, by the browser's protocol. Its helpers are methods:
 * some loaders wrap named functions in a helper of their own, which the page does not have.
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
    /** Item by item: a copy of the storage would lose an item named `key`. */
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

  const state = {
    texts: [] as string[],
    seen: new Set<unknown>(),
    /** Everything that can be reached from here, within limits so that the page does not hang. */
    walk(from: unknown): void {
      const queue = [from];
      const until = performance.now() + 1_500;
      while (queue.length > 0 && state.seen.size < 50_000 && performance.now() < until) {
        const next = queue.shift();
        if (typeof next === 'string') state.texts.push(next.slice(0, 2_000));
        if (typeof next !== 'object' || next === null || state.seen.has(next)) continue;
        state.seen.add(next);
        // The document is read by other means, and the browser's own objects hold nothing of the page's.
        if (next instanceof Node || next instanceof Window || ArrayBuffer.isView(next)) continue;
        try {
          if (next instanceof Map) queue.push(...next.entries());
          else if (next instanceof Set) queue.push(...next);
          else for (const { value } of Object.values(Object.getOwnPropertyDescriptors(next))) queue.push(value);
        } catch {
          // A proxy may throw when it is inspected.
        }
      }
    },
    /** Stores that frameworks attach to the document: Vue its app's state, React what its providers are given. */
    roots(): unknown[] {
      const roots: unknown[] = [];
      for (const element of document.querySelectorAll('*')) {
        for (const name of Object.getOwnPropertyNames(element)) {
          const held = (element as unknown as Record<string, unknown>)[name];
          if (name === '__vue_app__') {
            const { config, _context } = held as Record<string, { globalProperties?: unknown; provides?: unknown }>;
            roots.push(config?.globalProperties, _context?.provides);
          }
          if (name.startsWith('jQuery') || name.startsWith('__ngContext')) roots.push(held);
          if (name.startsWith('__reactContainer$')) roots.push(...state.stores(held));
        }
      }
      return roots;
    },
    /** Stores given to a React app's components; React's other state may be out of date. */
    stores(root: unknown): unknown[] {
      type Fiber = {
        child?: Fiber;
        sibling?: Fiber;
        memoizedProps?: Record<string, unknown>;
        stateNode?: { current?: Fiber };
      };
      const found: unknown[] = [];
      const queue: (Fiber | undefined)[] = [(root as Fiber).stateNode?.current ?? (root as Fiber)];
      for (let looks = 0; queue.length > 0 && looks < 20_000; looks += 1) {
        const fiber = queue.pop();
        if (!fiber) continue;
        const { store, client } = fiber.memoizedProps ?? {};
        const get = (store as { getState?: () => unknown } | undefined)?.getState;
        if (typeof get === 'function') found.push(get());
        if (typeof client === 'object') found.push(client);
        queue.push(fiber.child, fiber.sibling);
      }
      return found;
    },
    read(): string {
      const native = new Set(Object.getOwnPropertyNames(Object.getPrototypeOf(window)));
      const own = Object.getOwnPropertyDescriptors(window) as Record<string, PropertyDescriptor>;
      for (const [name, { value }] of Object.entries(own))
        if (!native.has(name) && !/^\d+$/.test(name)) state.walk(value);
      for (const root of state.roots()) state.walk(root);
      return state.texts.join('\n');
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
  // Nor has a page a cache if it came by plain HTTP from another machine.
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
    'the state of a script': state.read(),
    'local storage': kept ? read.items(localStorage) : '',
    'session storage': kept ? read.items(sessionStorage) : '',
    IndexedDB: stored.join('\n'),
    'the cache storage': cached.join('\n'),
  };
}
