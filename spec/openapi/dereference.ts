const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A `$ref` that names nothing, or something outside the file, or itself. */
export class BrokenReference extends Error {
  readonly ref: string;

  constructor(ref: string, why: string) {
    super(`$ref ${ref} ${why}`);
    this.name = 'BrokenReference';
    this.ref = ref;
  }
}

/** What a local JSON pointer such as `#/components/schemas/Client` names. */
function lookUp(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new BrokenReference(ref, 'leaves the file. Bundle the files into one.');
  let at: unknown = document;
  for (const part of ref.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  if (at === undefined) throw new BrokenReference(ref, 'names nothing in this file.');
  return at;
}

/**
 * A copy of `value` in which every `$ref` is replaced by what it names in `document`.
 *
 * @throws BrokenReference when one names nothing, leaves the file, or leads back to itself
 */
export function dereference(document: unknown, value: unknown, trail: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => dereference(document, item, trail));
  if (!isRecord(value)) return value;
  const ref = value.$ref;
  if (typeof ref === 'string') {
    if (trail.includes(ref))
      throw new BrokenReference(ref, 'leads back to itself: rows of that shape would never end.');
    return dereference(document, lookUp(document, ref), [...trail, ref]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dereference(document, item, trail)]));
}
