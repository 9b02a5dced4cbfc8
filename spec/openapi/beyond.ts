import { isRecord, type Json } from '../record.ts';

/** Keywords that say something and have no counterpart in the contract. */
export const UNREAD = [
  ...['not', 'if', 'then', 'else', 'patternProperties', 'propertyNames', 'contains', 'prefixItems', 'unevaluatedItems'],
  ...['unevaluatedProperties', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas'],
];

/** Keywords that a contract can do without, and that two files may still differ in. */
const COMPARED = [
  ...['oneOf', 'anyOf', 'discriminator', 'minContains', 'maxContains', 'contentMediaType', 'contentEncoding'],
  ...['contentSchema', 'readOnly', 'writeOnly', 'x-extensible-enum'],
];

/** Words about a schema, which change nothing. */
const WORDS = ['description', 'title', 'summary', 'example', 'examples', 'externalDocs', '$comment'];

/** A keyword's value in one document. */
export interface Said {
  readonly node: unknown;
  /** The target of a `$ref` in that document. */
  readonly follow: (node: unknown) => unknown;
}

export type Beyond = Readonly<Record<string, Said>>;

/** Whether a schema lets nothing but null pass, in any of the ways that generators write it. */
export function isOnlyNull(node: unknown): boolean {
  if (!isRecord(node) || '$ref' in node) return false;
  const { type, enum: values, const: only, nullable, ...rest } = node;
  const others = Object.keys(rest).filter((key) => key !== 'description' && key !== 'title');
  if (others.length > 0) return false;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (Array.isArray(values) && values.length > 0 && values.every((value) => value === null)) return true;
  if ('const' in node && only === null) return true;
  // Microsoft.OpenApi writes `type: "null"` this way in 3.0.
  return nullable === true && type === undefined && values === undefined;
}

/** The keywords of a schema that the contract does not use; undefined where there are none. */
export function beyondOf(node: Json, follow: Said['follow']): Beyond | undefined {
  const found = [...UNREAD, ...COMPARED].filter((keyword) => keyword in node);
  return found.length > 0
    ? Object.fromEntries(found.map((keyword) => [keyword, { node: node[keyword], follow }]))
    : undefined;
}

/**
 * Whether two parts of documents mean the same: references are followed, words are left aside. A pair is compared once, so
 * that the cost grows with the files and not with what they unfold to.
 */
export function sameMeaning(one: Said, other: Said): boolean {
  const seen = new Map<unknown, Set<unknown>>();
  const same = (left: unknown, right: unknown): boolean => {
    const [a, b] = [one.follow(left), other.follow(right)];
    if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b);
    const partners = seen.get(a) ?? new Set();
    if (partners.has(b)) return true;
    seen.set(a, partners.add(b));
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = (value: object) => Object.keys(value).filter((key) => !WORDS.includes(key));
    const [own, theirs] = [keys(a), keys(b)];
    return (
      own.length === theirs.length &&
      own.every((key) => Object.hasOwn(b, key) && same((a as Json)[key], (b as Json)[key]))
    );
  };
  return same(one.node, other.node);
}

/** The choices of `oneOf` or `anyOf`, each with its name, without null, which is treated separately. */
export function choicesOf({ node, follow }: Said): { readonly name: string; readonly said: Said }[] {
  return (Array.isArray(node) ? (node as unknown[]) : [])
    .filter((choice) => !isOnlyNull(choice))
    .map((choice, at) => {
      const ref = isRecord(choice) && typeof choice.$ref === 'string' ? choice.$ref : undefined;
      const title = isRecord(choice) && typeof choice.title === 'string' ? choice.title : `choice ${at + 1}`;
      return { name: ref?.slice(ref.lastIndexOf('/') + 1) ?? title, said: { node: choice, follow } };
    });
}
