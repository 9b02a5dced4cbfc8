import type { OpenApiDocument } from './document.ts';

/** A JSON pointer (RFC 6901) of keys and indexes. */
export function pointerOf(place: readonly (string | number)[]): string {
  return place.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The keys and indexes of a JSON pointer. */
export function placeOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The node at a place of a document; undefined where there is none. */
export function valueAt(document: unknown, place: readonly string[]): unknown {
  return place.reduce<unknown>((node, step) => (node as Record<string, unknown> | null | undefined)?.[step], document);
}

/** A place, with the `$ref` there followed, and those behind it. */
export function follow(document: OpenApiDocument, place: readonly string[]): string[] {
  const ref = (valueAt(document, place) as { $ref?: unknown } | null | undefined)?.$ref;
  return typeof ref === 'string' && ref.startsWith('#/') ? follow(document, placeOf(ref.slice(1))) : [...place];
}

/**
 * Where a document describes a part of a response: the place of its schema, through every `$ref` on the way.
 * @param from the place of the response's schema
 * @param pointer into the response, `*` for each index
 */
export function schemaPlace(document: OpenApiDocument, from: readonly string[], pointer: string): string[] {
  return placeOf(pointer).reduce<string[]>(
    (at, step) => follow(document, step === '*' ? [...at, 'items'] : [...at, 'properties', step]),
    follow(document, from),
  );
}
