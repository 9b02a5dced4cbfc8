import { anonymous } from '../diff/diff.ts';
import type { OpenApiDocument } from '../openapi/document.ts';

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
export function statedLimit(document: OpenApiDocument): { requests: number; windowSeconds: number } | undefined {
  for (const text of texts(document)) {
    const [, requests = '', count = '1', unit = ''] = LIMIT.exec(text) ?? [];
    const seconds = SECONDS[unit.toLowerCase()];
    if (seconds) return { requests: Number(requests.replaceAll(',', '')), windowSeconds: Number(count) * seconds };
  }
  return undefined;
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

/**
 * The address of the API, base path and all.
 *
 * @param stated the vendor's servers[0].url, if there is one; it may be relative
 * @param prefix see {@link pathPrefix}
 * @param origin the address that the document was fetched from, else the server of the contract so far
 */
export function serverUrl(stated: string | undefined, prefix: string, origin: string): string {
  if (stated === undefined && prefix === '') return origin;
  const base = new URL(stated ?? '/', origin);
  return `${base.origin}${base.pathname.replace(/\/$/, '')}${prefix}`;
}
