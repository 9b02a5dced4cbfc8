import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startMock } from '../../../mocks/index.ts';

/** Both with characters that every way of writing a text escapes in its own way. */
export const KEY = 'k3y+Planted/"0f\\the&test%e==';
export const PASSWORD = 'p4ss+Planted/"0f\\the&test%e==';

/** One secret in every form in which a server might write it. */
export const spelled = (secret: string) =>
  `raw ${secret} url ${encodeURIComponent(secret)} json ${JSON.stringify(secret)} basic ${inBasic(secret)}`;

const inBasic = (secret: string) => Buffer.from(`u:${secret}`).toString('base64');

/** The page of the portal that shows a new value. */
const SHOWN = /id="value"[^>]*value="(\w{40})"/;

/**
 * A mock behind a server that tells each key wherever an answer has room for it: in bodies and names of members, in
 * headers, cookies and redirects; and whose portal keeps values in its pages, its headers and its addresses.
 */
export class LeakyServer {
  /** Values that were made in the portal. */
  readonly made = new Set<string>();
  readonly #pages = new Map<string, string>();
  readonly #mock: Awaited<ReturnType<typeof startMock>>;
  readonly #server = createServer(
    (requested, response) =>
      void this.#pass(requested).then((told) => {
        response.writeHead(told.status, told.headers).end(told.body);
      }),
  );

  private constructor(mock: Awaited<ReturnType<typeof startMock>>) {
    this.#mock = mock;
  }

  static async start(): Promise<LeakyServer> {
    const faults = ['value-unmasked', 'value-in-attribute', 'value-in-header', 'value-in-local-storage'];
    const leaky = new LeakyServer(await startMock({ size: 'small', faults }));
    await new Promise<void>((done) => leaky.#server.listen(0, '127.0.0.1', done));
    return leaky;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#mock.close();
  }

  /** The environment that names it as the target of a run; its clock is moved, not waited for. */
  get env(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const person = (provider: number, role: string) =>
      this.#mock.providers[provider]?.users.find((user) => user.role === role)?.username ?? '';
    return {
      ...{ MITP_BASE_URL: `${url}/public-api/v1`, MITP_API_KEY: KEY, MITP_DOCS_URL: `${url}/` },
      ...{
        MITP_PORTAL_URL: `${url}/portal`,
        MITP_PORTAL_USERNAME: person(0, 'IT Provider Admin'),
        MITP_PORTAL_PASSWORD: PASSWORD,
      },
      ...{ MITP_PORTAL_FOREIGN_USERNAME: person(1, 'IT Provider Admin'), MITP_PORTAL_FOREIGN_PASSWORD: PASSWORD },
      MITP_EMBEDDED_CONTROL_URL: this.#mock.controlUrl,
    };
  }

  async #pass(requested: IncomingMessage) {
    const path = requested.url ?? '/';
    const page = this.#pages.get(path);
    if (page !== undefined) return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page };
    const { status, headers, body, key } = await this.#send(requested, path);
    const value = SHOWN.exec(body)?.[1];
    if (value !== undefined) {
      this.made.add(value);
      const location = `/portal/made?value=${value}`;
      this.#pages.set(location, body);
      return { status: 303, headers: { ...headers, location }, body: '' };
    }
    if (key === '') return { status, headers, body };
    const cookie = `key=${encodeURIComponent(key)}`;
    return {
      status,
      headers: { ...headers, 'set-cookie': cookie, 'x-echo': inBasic(key) },
      body: this.#told(body, key),
    };
  }

  /** What the mock behind it answers; to it, the planted key and password are its own. */
  async #send(requested: IncomingMessage, path: string) {
    const key = String(requested.headers['mitp-api-key'] ?? '');
    const typed = new URLSearchParams({ '': PASSWORD }).toString().slice(1);
    const form = (await text(requested)).replace(typed, 'demo');
    const headers: OutgoingHttpHeaders = { ...requested.headers, 'content-length': String(Buffer.byteLength(form)) };
    if (key === KEY) headers['mitp-api-key'] = this.#mock.keys.active;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const passed = request(this.#mock.url + path, { method: requested.method, headers }, resolve);
      passed.on('error', reject).end(form);
    });
    const { 'content-length': _, ...told } = response.headers;
    return { status: response.statusCode ?? 500, headers: told, body: await text(response), key };
  }

  #told(body: string, key: string): string {
    try {
      const read = JSON.parse(body) as { items?: object[] };
      if (!read.items) return JSON.stringify({ ...read, title: spelled(key) });
      const items = read.items.map((item, i) =>
        i > 0 ? item : { ...item, name: [spelled(key)], [key]: spelled(key) },
      );
      return JSON.stringify({ ...read, items });
    } catch {
      return body;
    }
  }
}
