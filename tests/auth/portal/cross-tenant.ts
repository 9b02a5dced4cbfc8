import type { HeldRequest } from './held-back.ts';
import type { Portal } from './portal.ts';

/** Headers and fields that tie a form or a script to its session. Only these are replaced in a request. */
const TOKEN = /csrf|xsrf|token|verification/i;
/** Headers that belong to the original sender's connection or session. */
const NOT_THEIRS = /^(:.*|cookie|host|content-length|accept-encoding|connection)$/i;
/** Milliseconds to wait for a response, whose content does not matter. */
const PATIENCE_MS = 5_000;

/**
 * A session of one user that sends the requests of another user's clicks, with its own cookies and tokens, so that only its
 * permissions can be the reason to reject them (KEY-16).
 */
export class CrossTenantSession {
  readonly #visit: Portal;
  /** Session headers of this user's own requests, by host and name. */
  readonly #own = new Map<string, string>();

  constructor(visit: Portal) {
    this.#visit = visit;
    visit.page.on('request', (request) => {
      for (const [name, value] of Object.entries(request.headers())) {
        if (namesThem(name)) this.#own.set(keyOf(request.url(), name), value);
      }
    });
  }

  /** Sends a request as this user. Its response is ignored: the state of the key decides. */
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

  /** The tokens in the forms of the page that this user sees now. */
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

/** A form with this user's tokens; any other body unchanged. */
function withTokens({ headers }: HeldRequest, body: Buffer, tokens: ReadonlyMap<string, string>): Buffer {
  if (!(headers['content-type'] ?? '').includes('application/x-www-form-urlencoded')) return body;
  const form = new URLSearchParams(body.toString());
  for (const [name, token] of tokens) if (form.has(name)) form.set(name, token);
  return Buffer.from(form.toString());
}
