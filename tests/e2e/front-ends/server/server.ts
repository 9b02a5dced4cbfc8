import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson, text as readText } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import type { Defect } from './defects.ts';
import { KeyStore, masked, PASSWORD, PEOPLE, type Person } from './store.ts';

export interface Site {
  readonly store: KeyStore;
  readonly delayMs: number;
  readonly pageSize: number;
  readonly has: (defect: Defect) => boolean;
  signIn(username: string, password: string): string | undefined;
  who(request: IncomingMessage): Person | undefined;
  /** Ends all sessions, as a portal does after a while. */
  expire(): void;
}

/** A request with what was read of it. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly site: Site;
}

/** Answers a call, or leaves it to the next by returning false. */
export type Handler = (call: Call) => boolean | Promise<boolean>;

export interface RunningSite extends Site {
  readonly url: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Milliseconds that the list takes. */
  delayMs?: number;
  /** Keys that are there already. */
  there?: number;
  pageSize?: number;
  defects?: readonly Defect[];
}

/** Serves a front end, its JSON API, and the public API that its keys open. */
export async function startSite(handlers: readonly Handler[], options: SiteOptions = {}): Promise<RunningSite> {
  const { delayMs = 0, there = 3, pageSize = 10, defects = [] } = options;
  const has = (defect: Defect) => defects.includes(defect);
  const sessions = new Map<string, Person>();
  const site: Site = {
    ...{ store: new KeyStore(has, there), delayMs, pageSize, has },
    signIn(username, password) {
      const person = PEOPLE.find((one) => one.username === username);
      if (person === undefined || password !== PASSWORD) return undefined;
      const token = randomBytes(16).toString('hex');
      sessions.set(token, person);
      return token;
    },
    who: (request) => sessions.get(tokenOf(request)),
    expire: () => sessions.clear(),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    void (async () => {
      for (const handler of [publicApi, portalApi, ...handlers]) {
        if (await handler({ request, response, url, site })) return;
      }
      send(response, 404, 'text/plain', 'not found');
    })().catch((error: unknown) => send(response, 500, 'text/plain', String(error)));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    ...site,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function tokenOf({ headers }: IncomingMessage): string {
  const bearer = /^Bearer (\w+)$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? /(?:^|; )sid=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? '';
}

export function send(response: ServerResponse, status: number, type: string, body: string, headers = {}): true {
  if (!response.headersSent)
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
  return true;
}

export const sendJson = (response: ServerResponse, status: number, body: unknown): true =>
  send(response, status, 'application/json', JSON.stringify(body));

export const redirect = (response: ServerResponse, location: string, headers = {}): true =>
  send(response, 303, 'text/plain', '', { location, ...headers });

export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

/** The API that the keys open: every list is empty, and who has no key is rejected. */
const publicApi: Handler = ({ request, response, url, site }) => {
  if (!url.pathname.startsWith('/public-api/v1/')) return false;
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '', cors);
  const key = request.headers['mitp-api-key'];
  if (typeof key !== 'string' || !site.store.serves(key)) {
    const problem = { type: 'about:blank', title: 'Unauthorized', status: 401 };
    return send(response, 401, 'application/problem+json', JSON.stringify(problem), cors);
  }
  const body = { page: 1, pageSize: 100, totalCount: 0, items: [] };
  return send(response, 200, 'application/json', JSON.stringify(body), cors);
};

/** What the single-page front ends ask. */
const portalApi: Handler = async ({ request, response, url, site }) => {
  const [, api, what, id, act] = url.pathname.split('/');
  if (api !== 'api') return false;
  if (what === 'session' && request.method === 'POST') {
    const { username, password } = (await readJson(request)) as Record<string, string>;
    const token = site.signIn(username ?? '', password ?? '');
    if (token === undefined) return sendJson(response, 401, { error: 'wrong name or password' });
    response.setHeader('set-cookie', `sid=${token}; HttpOnly; Path=/; SameSite=Lax`);
    return sendJson(response, 200, { token });
  }
  const person = site.who(request);
  if (person === undefined) return sendJson(response, 401, { error: 'signed out' });
  if (what === 'me') return sendJson(response, 200, { username: person.username, admin: person.admin });
  if (!person.admin && !(site.has('any-role') && request.method === 'GET'))
    return sendJson(response, 403, { error: 'administrators only' });
  if (id === undefined) {
    if (request.method === 'GET') return list({ request, response, url, site }, person);
    const { name = '' } = (await readJson(request)) as Record<string, string>;
    const made = site.store.generate(person.provider, name);
    return sendJson(response, 201, { id: made.id, name: made.name, value: made.value });
  }
  const record = site.store.find(person.provider, id);
  if (record === undefined) return sendJson(response, 404, { error: 'no such key' });
  if (request.method === 'DELETE') site.store.delete(record);
  else if (act === 'revoke') site.store.revoke(record);
  else return sendJson(response, 200, { value: site.store.regenerate(record).value });
  return send(response, 204, 'text/plain', '');
};

async function list({ response, url, site }: Call, { provider }: Person): Promise<true> {
  await delay(site.delayMs);
  const { total, rows } = pageOf(site, provider, url);
  const items = rows.map((record) => ({
    ...{ id: record.id, name: record.name, status: record.status, masked: masked(record, site.has) },
    ...(site.has('list-json') ? { apiKeyValue: record.value } : {}),
  }));
  return sendJson(response, 200, { total, items });
}

/** The page of the list that an address names. */
export function pageOf(site: Site, provider: string, url: URL) {
  const query = (url.searchParams.get('q') ?? '').toLowerCase();
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('size') ?? site.pageSize);
  const all = site.store.list(provider).filter(({ name }) => name.toLowerCase().includes(query));
  return { total: all.length, page, size, rows: all.slice((page - 1) * size, page * size) };
}
