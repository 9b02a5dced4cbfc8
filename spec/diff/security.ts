import type { OpenApiDocument } from '../openapi/document.ts';
import { type LocalChange, missingFrom } from './change.ts';
import { isRecord, type Json } from '../record.ts';

/** A security scheme by what a request has to carry for it, whatever its name in the file. */
function inWords(scheme: unknown, name: string, scopes: unknown): string {
  if (!isRecord(scheme)) return name;
  const { type, name: field, scheme: http, openIdConnectUrl: url } = scheme;
  const place = typeof scheme.in === 'string' ? [`in ${scheme.in}`] : [];
  const what = [type, http ?? field ?? url, ...place].filter((part) => typeof part === 'string').join(' ');
  const scoped = Array.isArray(scopes) && scopes.length > 0 ? ` (${scopes.map(String).sort().join(', ')})` : '';
  return what + scoped;
}

/**
 * The ways to authenticate for an operation, in words; empty where the document mentions no keys at all, as Swashbuckle's do by
 * default.
 */
export function securityOf(document: OpenApiDocument, operation: Readonly<Json>): string[] {
  const schemes: Json = document.components?.securitySchemes ?? {};
  const stated = operation.security ?? document.security;
  if (stated === undefined && Object.keys(schemes).length === 0) return [];
  const ways = (Array.isArray(stated) ? (stated as unknown[]) : []).filter(isRecord).map((way) =>
    Object.entries(way)
      .map(([name, scopes]) => inWords(Object.hasOwn(schemes, name) ? schemes[name] : undefined, name, scopes))
      .sort()
      .join(' and '),
  );
  return ways.length === 0 ? [OPEN] : ways.map((way) => (way === '' ? OPEN : way));
}

const OPEN = 'no key';

/** Changes of authentication: removing a way locks out the clients that used it. */
export function securityChanges(before?: readonly string[], after?: readonly string[]): LocalChange[] {
  if (!before || !after) return [];
  const note = (breaking: boolean, message: string): LocalChange => ({
    ...{ clause: 'AUTH-01', breaking, subject: 'security', message },
  });
  if (before.length === 0 && after.length > 0) return [note(false, `is now described: ${after.join(', or ')}`)];
  if (before.length > 0 && after.length === 0) return [note(false, 'is no longer described')];
  return [
    ...missingFrom(after, before).map((way) => note(!after.includes(OPEN), `no longer takes ${way}`)),
    ...missingFrom(before, after).map((way) => note(false, `takes ${way}`)),
  ];
}
