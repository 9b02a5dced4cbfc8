import type { BrowserContext, Page, Response } from '@playwright/test';

/** Where a value may still be, although it should be nowhere (KEY-04). */
export class Traces {
  readonly #context: BrowserContext;
  readonly #bodies: Promise<[place: string, text: string]>[] = [];
  readonly #listen = (response: Response) => {
    this.#bodies.push(textOf(response));
  };

  /** Reads along every answer that the session receives from now on. */
  constructor(context: BrowserContext) {
    this.#context = context;
    context.on('response', this.#listen);
  }

  /** The places that hold the value, in any of the forms in which it could be kept: page, storage, cookies, answers. */
  async placesOf(value: string, page: Page): Promise<string[]> {
    const places: [string, string][] = [...(await dump(page)), ...(await Promise.all(this.#bodies))];
    places.push(['cookies', JSON.stringify(await this.#context.cookies())]);
    const forms = [value, encodeURIComponent(value), btoa(value), Buffer.from(value).toString('hex')];
    forms.push([...value].reverse().join(''));
    return [...new Set(places.filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place))];
  }

  stop(): void {
    this.#context.off('response', this.#listen);
  }
}

async function textOf(response: Response): Promise<[string, string]> {
  const place = `the answer to ${response.request().method()} ${new URL(response.url()).pathname}`;
  const headers = JSON.stringify(await response.allHeaders().catch(() => ({})));
  const body = await response.text().catch(() => '');
  return [place, headers + body];
}

/** Everything that a page holds, as texts by place. */
async function dump(page: Page): Promise<[string, string][]> {
  const places: [string, string][] = [];
  for (const frame of page.frames()) {
    const found = await frame.evaluate(inPage).catch(() => ({}));
    places.push(...Object.entries(found));
  }
  places.push([
    'the accessibility tree',
    await page
      .locator('body')
      .ariaSnapshot()
      .catch(() => ''),
  ]);
  return places;
}

/** Runs in the page. Shadow roots are walked, because their content is in no serialised document. */
async function inPage(): Promise<Record<string, string>> {
  const texts: string[] = [];
  const values: string[] = [];
  const walk = (root: Document | ShadowRoot) => {
    texts.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
    for (const element of root.querySelectorAll('*')) {
      if ('value' in element) values.push(String(element.value));
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const stored: string[] = [];
  for (const { name } of databases) {
    if (name === undefined) continue;
    stored.push(name);
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    });
    for (const store of database?.objectStoreNames ?? []) {
      const rows = await new Promise<unknown>((resolve) => {
        const request = database?.transaction(store).objectStore(store).getAll();
        if (!request) return resolve([]);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve([]);
      });
      stored.push(JSON.stringify(rows));
    }
    database?.close();
  }
  const cached: string[] = [];
  for (const name of await caches.keys().catch(() => [])) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) cached.push((await (await cache.match(request))?.text()) ?? '');
  }
  return {
    'the document': texts.join('\n'),
    'the value of a field': values.join('\n'),
    'the address': location.href,
    'the history state': JSON.stringify(history.state) ?? '',
    'local storage': JSON.stringify({ ...localStorage }),
    'session storage': JSON.stringify({ ...sessionStorage }),
    IndexedDB: stored.join('\n'),
    'the cache storage': cached.join('\n'),
  };
}
