import type { OpenApiDocument } from '../openapi/document.ts';
import type { Match } from './match.ts';
import type { Notes } from './notes.ts';
import { hasParts } from '../record.ts';

/** A header parameter that is named like a key, where the file has no security scheme: `X-Api-Key`, `apikey`. */
const KEY_NAME = /(?:^|[-_])(?:api[-_]?)?key$|^apikey$|subscription-key$/i;

/** Schemes that one way in demands together. */
function demandedTogether(document: OpenApiDocument, id: string): string[] {
  const operations = Object.values(document.paths).flatMap(({ get }) => (hasParts(get) ? [get.security] : []));
  const ways = [document.security, ...operations].flatMap((security) =>
    Array.isArray(security) ? (security as unknown[]) : [],
  );
  const all = ways.filter((way): way is Record<string, unknown> => hasParts(way) && id in way);
  const others = all.map((way) => Object.keys(way).filter((name) => name !== id));
  return others.some((names) => names.length === 0) ? [] : [...new Set(others.flat())];
}

/** Names of the schemes that `security` requires, of the whole file or else of its operations. */
function requestedKey(document: OpenApiDocument): string[] {
  const names = (security: unknown) =>
    (Array.isArray(security) ? (security as unknown[]) : []).flatMap((one) => (hasParts(one) ? Object.keys(one) : []));
  const operations = Object.values(document.paths).flatMap(({ get }) => (hasParts(get) ? names(get.security) : []));
  return [...names(document.security), ...operations];
}

/** A security scheme that carries a key in a header. */
interface HeaderKey {
  readonly id: string;
  readonly name: string;
}

function headerKeys(document: OpenApiDocument): HeaderKey[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([id, scheme]) => {
    if (!hasParts(scheme) || scheme.type !== 'apiKey' || scheme.in !== 'header') return [];
    return typeof scheme.name === 'string' ? [{ id, name: scheme.name }] : [];
  });
}

const chosen = (all: readonly HeaderKey[], wanted: readonly HeaderKey[], isOurs: (key: HeaderKey) => boolean) =>
  wanted.find(isOurs) ?? wanted[0] ?? all.find(isOurs) ?? all[0];

/** The header that a document's security schemes name for the key, if they do. */
export function keyNamed(document: OpenApiDocument): string | undefined {
  const named = headerKeys(document);
  const requested = requestedKey(document);
  return chosen(
    named,
    named.filter(({ id }) => requested.includes(id)),
    () => false,
  )?.name;
}

/**
 * The request header that carries the key, as the vendor's file names it: by the scheme that `security` requires, by a scheme
 * with our header, by any key in a header, by a header parameter; else ours stays.
 *
 * @returns the name, and every header that is no parameter of an operation for being the key
 */
export function vendorKey(
  document: OpenApiDocument,
  matches: readonly Match[],
  ours: string,
  notes: Notes,
): { name: string | undefined; headers: readonly string[] } {
  const named = headerKeys(document);
  const requests = requestedKey(document);
  const isOurs = ({ name }: { readonly name: string }) => name.toLowerCase() === ours.toLowerCase();
  const wanted = named.filter(({ id }) => requests.includes(id));
  const scheme = chosen(named, wanted, isOurs);
  if (scheme) {
    if (named.length > 1) {
      const why = wanted.length > 0 ? 'security requires it' : isOurs(scheme) ? 'it is ours' : 'it comes first';
      const all = named.map(({ name }) => name).join(', ');
      notes.say(`The file has several keys in headers (${all}); ${scheme.name} is taken, because ${why}.`);
    }
    const others = demandedTogether(document, scheme.id);
    if (others.length > 0)
      notes.say(
        `Clients must send ${others.join(', ')} (security) beside the key; suites and mock know the key alone.`,
      );
    return { name: scheme.name, headers: [scheme.name, ours] };
  }
  const headers = matches.flatMap(({ now }) => (now.parameters ?? []).filter((one) => one.in === 'header'));
  const header = headers.find(isOurs) ?? headers.find(({ name }) => KEY_NAME.test(name));
  if (header) {
    notes.say(`The key is the header parameter ${header.name} there.`);
    return { name: header.name, headers: [header.name, ours] };
  }
  const others = Object.entries(document.components?.securitySchemes ?? {}).flatMap(([id, scheme]) =>
    hasParts(scheme)
      ? [`${id}, ${[scheme.type, 'scheme' in scheme ? scheme.scheme : scheme.in].filter(Boolean).join(' ')}`]
      : [],
  );
  const instead = others.length > 0 ? ` (it has ${others.join('; ')})` : '';
  notes.say(`The vendor's file names no header for the key${instead}; ours, ${ours}, is kept.`);
  return { name: undefined, headers: [ours] };
}
