import { anonymous } from '../diff/paths.ts';
import type { OpenApiDocument } from '../openapi/document.ts';
import type { Notes } from './notes.ts';
import { own } from '../own.ts';
import { isRecord } from '../record.ts';

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

/** `50 requests per minute`, `100 API calls per 30 seconds`. */
const LIMIT =
  /(\d[\d,]*)\s+(?:API\s+)?(?:requests|calls)\s*(?:per|a|an|every|each|\/)\s*(?:(\d+)\s+)?(second|minute|hour)/i;

/** Every text of a document that people read: `description` and `summary`, wherever they stand. */
function texts(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return key === 'description' || key === 'summary' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, name));
}

/** The request limit that a document states in a description, if it does. */
export function statedLimit(
  document: OpenApiDocument,
): { requests: number; windowSeconds: number; sentence: string } | undefined {
  for (const text of texts(document)) {
    const found = LIMIT.exec(text);
    const [, requests = '', count = '1', unit = ''] = found ?? [];
    const seconds = SECONDS[unit.toLowerCase()];
    if (!found || !seconds) continue;
    const amount = Number(requests.replaceAll(',', ''));
    return { requests: amount, windowSeconds: Number(count) * seconds, sentence: sentenceAt(text, found.index) };
  }
  return undefined;
}

/** The sentence that stands at a place of a text. */
function sentenceAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('. ', at) + 2, text.lastIndexOf('\n', at) + 1, 0);
  const from = text.lastIndexOf('. ', at) < 0 ? Math.max(text.lastIndexOf('\n', at) + 1, 0) : start;
  const end = /[.!?](?=\s|$)|\n/.exec(text.slice(at));
  return text
    .slice(from, end ? at + end.index + 1 : undefined)
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 160);
}

/**
 * The part of the vendor's paths that belongs to the base address: Swashbuckle writes `/public-api/v1/clients` below the
 * server `/`. It is the prefix under which most paths are lists that the contract knows.
 */
export function pathPrefix(paths: readonly string[], known: readonly string[]): string {
  const wanted = new Set(known.map(anonymous));
  const prefixes = new Set(
    paths.flatMap((path) => {
      const parts = path.split('/');
      return parts.map((_, length) => parts.slice(0, length).join('/'));
    }),
  );
  const hits = (prefix: string) =>
    paths.filter((path) => path.startsWith(`${prefix}/`) && wanted.has(anonymous(path.slice(prefix.length)))).length;
  return [...prefixes].reduce((best, prefix) => (hits(prefix) > hits(best) ? prefix : best), '');
}

const textOr = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);

/** The servers that stand at every path, or at every operation, in place of those of the document. */
function sharedServers(paths: OpenApiDocument['paths']): readonly { readonly url: string }[] {
  const all = Object.values(paths).map((item): unknown => (isRecord(item.get) && item.get.servers) || item.servers);
  const [first] = all;
  const isShared = Array.isArray(first) && all.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return isShared ? first.filter((one): one is { url: string } => isRecord(one) && typeof one.url === 'string') : [];
}

/**
 * The first server of a document as an address: variables get their defaults, a missing scheme is https. A server on the vendor's
 * own machine shows where the paths begin, but not where the service is.
 */
export function statedServer({ servers, paths }: OpenApiDocument, notes: Notes): string | undefined {
  const [first] = servers && servers.length > 0 ? servers : sharedServers(paths);
  if (!first) return undefined;
  const { url, variables = {} } = first as typeof first & {
    readonly variables?: Readonly<Record<string, { readonly default?: unknown } | undefined>>;
  };
  const filled = url
    .replaceAll(/\{([^}]+)\}/g, (whole, name: string) => textOr(own(variables, name)?.default, whole))
    .trim();
  if (filled.includes('{')) {
    notes.say(`The server ${url} has a variable without a default; ours is kept.`);
    return undefined;
  }
  const bare = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/|$)/.test(filled) && !filled.startsWith('/');
  const address = filled.startsWith('//') ? `https:${filled}` : bare ? `https://${filled}` : filled;
  if (!/^https?:/i.test(address)) return address;
  if (!URL.canParse(address)) {
    notes.say(`The server ${url} is no address; ours is kept.`);
    return undefined;
  }
  const { hostname, pathname } = new URL(address);
  if (!/^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/i.test(hostname)) return address;
  notes.say(`The server ${url} is the vendor's own machine; only its path is taken over.`);
  return pathname;
}

/**
 * The address of the API, with its base path.
 * @param stated the vendor's servers[0].url, if there is one; it may be relative
 * @param prefix see {@link pathPrefix}
 * @param origin the address that the document was fetched from, else the server of the contract so far
 * @param fetched whether it is the address of the document: a relative server is relative to that
 */
export function serverUrl(stated: string | undefined, prefix: string, origin: string, fetched = true): string {
  if (stated === undefined && prefix === '') return origin;
  // `servers: [{ url: '' }]` is written by services at the root of their host, wherever the document itself stands.
  const base = new URL(stated || '/', fetched ? origin : new URL('/', origin));
  return `${base.origin}${base.pathname.replace(/\/$/, '')}${prefix}`;
}
