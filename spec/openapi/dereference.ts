import { decoded } from '../decoded.ts';
import { isRecord } from '../record.ts';

/** A `$ref` that names nothing, or something outside the file, or itself. */
export class BrokenReference extends Error {
  readonly ref: string;

  constructor(ref: string, why: string) {
    super(`$ref ${ref} ${why}`);
    this.name = 'BrokenReference';
    this.ref = ref;
  }
}

function nothing(ref: string): never {
  throw new BrokenReference(ref, 'names nothing in this file.');
}

const namesOf = new WeakMap<object, ReadonlyMap<string, unknown>>();

/**
 * What a document calls by a name of its own (3.1): schemas by their `$id`, the document by its `$self` (3.2), and by `#name` schemas
 * with that `$anchor` or `$dynamicAnchor`. Undefined where nothing has the name, or several: which of them a `$dynamicRef` means
 * follows from the way to it.
 */
function named(document: unknown, name: string): unknown {
  if (!isRecord(document)) return undefined;
  let names = namesOf.get(document);
  if (!names) {
    const found = new Map<string, unknown>();
    const seen = new Set<unknown>();
    const put = (one: unknown, node: unknown, mark = '') => {
      if (typeof one === 'string') found.set(mark + one, found.has(mark + one) ? undefined : node);
    };
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null || seen.has(node)) return;
      seen.add(node);
      const { $anchor, $dynamicAnchor, $id } = node as Record<string, unknown>;
      for (const anchor of [$anchor, $dynamicAnchor]) put(anchor, node, '#');
      put($id, node);
      Object.values(node).forEach(collect);
    };
    collect(document);
    put(document.$self, document);
    namesOf.set(document, (names = found));
  }
  return names.get(name);
}

/**
 * The target of a JSON pointer such as `#/components/schemas/Client`, or of the name of a schema in the file, not dereferenced.
 * @throws BrokenReference when there is none, or it leaves the file
 */
export function lookUp(document: unknown, ref: string): unknown {
  if (/^#[A-Za-z_]/.test(ref)) return named(document, ref) ?? nothing(ref);
  const [place = '', pointer = ''] = ref.split('#');
  const from = place === '' ? document : named(document, place);
  if (from === undefined || (place === '' && !pointer.startsWith('/')))
    throw new BrokenReference(ref, 'leaves the file. Bundle the files into one.');
  if (pointer === '') return from;
  let at = pointer.startsWith('/') ? from : undefined;
  for (const part of pointer.slice(1).split('/')) {
    const keys = [decoded(part), part].map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const container = at;
    const key = keys.find(
      (name) => (isRecord(container) || Array.isArray(container)) && Object.hasOwn(container, name),
    );
    at = key === undefined ? undefined : (container as Record<string, unknown>)[key];
  }
  if (at === undefined) return nothing(ref);
  return at;
}

/** The target of each `$ref` of a document, resolved once, so that shared ones stay shared. */
const resolved = new WeakMap<object, Map<string, unknown>>();

/** Stands for a `$ref` that is being resolved. */
const UNDER_WAY = Symbol('under way');

/**
 * `value` with every `$ref` replaced by its target in `document`. A target is one object wherever it is referenced: the cost
 * grows with the file, not with its expansion.
 * @param document does not change afterwards
 * @throws BrokenReference when a target does not exist, leaves the file, or leads back to itself
 */
export function dereference(document: unknown, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => dereference(document, item));
  if (!isRecord(value)) return value;
  const ref = value.$ref;
  if (typeof ref !== 'string') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dereference(document, item)]));
  }
  const known = isRecord(document)
    ? (resolved.get(document) ?? new Map<string, unknown>())
    : new Map<string, unknown>();
  if (isRecord(document)) resolved.set(document, known);
  const before = known.get(ref);
  if (before === UNDER_WAY) {
    throw new BrokenReference(ref, 'leads back to itself: rows of that shape would never end.');
  }
  if (before !== undefined) return before;
  known.set(ref, UNDER_WAY);
  try {
    const found = dereference(document, lookUp(document, ref));
    known.set(ref, found);
    return found;
  } catch (error) {
    known.delete(ref);
    throw error;
  }
}
