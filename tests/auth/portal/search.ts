import type { BrowserContext, CDPSession, Page, Response, WebSocket } from '@playwright/test';
import { formsOf } from './forms-of.ts';
import { heldInPage } from './in-page.ts';

/** Texts by the place where they were found. */
type Held = readonly (readonly [place: string, text: string])[];

/** Milliseconds to wait for a response that is still under way; a stream may never end. */
const PATIENCE_MS = 2_000;

/** Searches the places where a value may still be, although it should be nowhere (KEY-04). */
export class Traces {
  readonly #context: BrowserContext;
  readonly #received: Promise<Held>[] = [];
  readonly #onResponse = (response: Response) => void this.#received.push(held(response));
  readonly #onPage = (page: Page) => void page.on('websocket', this.#onSocket);
  readonly #onSocket = (socket: WebSocket) =>
    void socket.on('framereceived', ({ payload }) => {
      this.#received.push(Promise.resolve([[`a message from ${pathOf(socket.url())}`, payload.toString()]]));
    });

  /** Reads every response that the session receives from now on. */
  constructor(context: BrowserContext) {
    this.#context = context;
    context.on('response', this.#onResponse);
    context.on('page', this.#onPage);
    context.pages().forEach(this.#onPage);
  }

  /** Everything that could hold a value now: the page, the browser's storage for it, and the responses until now. */
  async look(page: Page): Promise<Look> {
    const [frames, browser, cookies] = await Promise.all([inFrames(page), inBrowser(page), this.#context.cookies()]);
    const received = (await Promise.all(this.#received)).flat();
    return new Look([...frames, ...browser, ...received, ['a cookie', JSON.stringify(cookies)]]);
  }

  stop(): void {
    this.#context.off('response', this.#onResponse);
    this.#context.off('page', this.#onPage);
    for (const page of this.#context.pages()) page.off('websocket', this.#onSocket);
  }
}

/** The content of all places at one moment. */
export class Look {
  readonly #held: Held;

  constructor(held: Held) {
    this.#held = held;
  }

  /** The places that hold the value, in any encoding; each once. */
  placesOf(value: string): string[] {
    const forms = formsOf(value);
    const places = this.#held.filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place);
    return [...new Set(places)];
  }
}

async function held(response: Response): Promise<Held> {
  const place = `the response to ${response.request().method()} ${pathOf(response.url())}`;
  const late = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, '').unref());
  const headers = JSON.stringify(await response.allHeaders().catch(() => ({})));
  // A redirect has no body, and the browser may have dropped this one.
  const body = await Promise.race([response.text().catch(() => ''), late]);
  return [[place, headers + body]];
}

/** A frame may be gone by now, or be inaccessible. The page itself must be read, if need be after it loaded. */
async function inFrames(page: Page): Promise<Held> {
  const main = page.mainFrame();
  const others = page.frames().filter((frame) => frame !== main);
  const found = [
    main.evaluate(heldInPage).catch(() => main.evaluate(heldInPage)),
    ...others.map((frame) => frame.evaluate(heldInPage).catch(() => ({}))),
  ];
  return (await Promise.all(found)).flatMap((one) => Object.entries(one));
}

/** The document with its shadow roots, closed ones too, and the accessibility tree. */
async function inBrowser(page: Page): Promise<Held> {
  const session = await page
    .context()
    .newCDPSession(page)
    .catch(() => null);
  if (session === null) return [['the document', await page.content()]];
  try {
    const [document, tree] = await Promise.all([
      said(session, 'DOM.getDocument', { depth: -1, pierce: true }),
      said(session, 'Accessibility.getFullAXTree', {}),
    ]);
    return [
      ['the document', document],
      ['the accessibility tree', tree],
    ];
  } finally {
    await session.detach().catch(() => undefined);
  }
}

async function said(session: CDPSession, method: 'DOM.getDocument' | 'Accessibility.getFullAXTree', how: object) {
  const response = await session.send(method, how).catch(() => ({}));
  return JSON.stringify(response);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
