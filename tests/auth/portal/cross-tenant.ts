import type { HeldRequest } from './held-back.ts';
import type { Portal } from './portal.ts';

/** What proves that a form or a script belongs to its session. Nothing else of a request may be exchanged. */
const TOKEN = /csrf|xsrf|token|verification/i;
/** What belongs to the connection or the session of whoever sent the request first. */
const NOT_THEIRS = /^(:.*|cookie|host|content-length|accept-encoding|connection)$/i;
/** Milliseconds for an answer, which is of no interest. */
const PATIENCE_MS = 5_000;

/**
 * Somebody who sends the requests of somebody else's clicks: with a session of their own, and their own tokens, so that
 * nothing but who they are is left to reject them for (KEY-16).
 */
export class CrossTenantSession {
  readonly #visit: Portal;
  /** Headers of their own requests that name them, by host and name. */
  readonly #own = new Map<string, string>();

  constructor(visit: Portal) {
    this.#visit = visit;
    visit.page.on('request', (request) => {
      for (const [name, value] of Object.entries(request.headers())) {
        if (namesThem(name)) this.#own.set(keyOf(request.url(), name), value);
      }
    });
  }

  /** Sends it as this person. What the portal answers is not looked at: what becomes of the key is. */
  async send(held: HeldRequest): Promise<void> {
    const tokens = await this.#tokens();
    await this.#visit.context.request
      .fetch(held.url, {
        method: held.method,
        headers: this.#headers(held),
        ...(held.body !== null && { data: withTokens(held, held.body, tokens) }),
        maxRedirects: 0,
        timeout: PATIENCE_MS,
      })
      .then((response) => response.dispose())
      .catch(() => undefined);
  }

  #headers({ url, headers }: HeldRequest): Record<string, string> {
    const kept = Object.entries(headers).filter(([name]) => !NOT_THEIRS.test(name));
    const theirs = kept.map(([name, value]): [string, string | undefined] =>
      namesThem(name) ? [name, this.#own.get(keyOf(url, name))] : [name, value],
    );
    return Object.fromEntries(theirs.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** The tokens in the forms of the page that they see now. */
  async #tokens(): Promise<ReadonlyMap<string, string>> {
    const fields = await this.#visit.page
      .locator('input[type=hidden][name]')
      .evaluateAll((inputs) =>
        inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
      );
    return new Map((fields as [string, string][]).filter(([name]) => TOKEN.test(name)));
  }
}

const namesThem = (header: string) => header.toLowerCase() === 'authorization' || TOKEN.test(header);

const keyOf = (url: string, header: string) => `${new URL(url).host} ${header.toLowerCase()}`;

/** A form with this person's tokens; any other body as it is. */
function withTokens({ headers }: HeldRequest, body: Buffer, tokens: ReadonlyMap<string, string>): Buffer {
  if (!(headers['content-type'] ?? '').includes('application/x-www-form-urlencoded')) return body;
  const form = new URLSearchParams(body.toString());
  for (const [name, token] of tokens) if (form.has(name)) form.set(name, token);
  return Buffer.from(form.toString());
}
