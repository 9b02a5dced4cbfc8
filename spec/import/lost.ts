import { BrokenReference, lookUp } from '../openapi/dereference.ts';
import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { PlainReader } from '../openapi/plain.ts';
import { hasParts, type Json } from '../record.ts';

/** A `$ref` that leads nowhere. */
export interface LostReference {
  readonly ref: string;
  /** Where it stands, in words: `200 items[].name`, `parameters`. */
  readonly where: string;
  readonly why: string;
}

/** Values in which `$ref` is no reference. */
const VALUES = ['example', 'examples', 'default', 'enum', 'const', 'mapping'];

/** Steps that say nothing to a reader. */
const UNSAID = ['get', 'responses', 'content', 'schema', 'allOf', 'oneOf', 'anyOf'];

const STATUS = /^(?:\d[\dX]{2}|default)$/i;

/** The place of a step below another, as {@link schemaFields} writes the paths of rows. */
function below(where: string, step: string, inMap: boolean): string {
  if (inMap) return where === '' || STATUS.test(where) ? `${where} ${step}`.trim() : `${where}.${step}`;
  if (step === 'items') return `${where}[]`;
  if (step === 'properties' || UNSAID.includes(step) || /^\d+$/.test(step) || step.includes('/')) return where;
  return `${where} ${step}`.trim();
}

function reasonOf(ref: string): string {
  if (ref.startsWith('#/')) return 'the file has no such part';
  return ref.startsWith('#') ? 'no schema has that anchor, or several have it' : 'no files are read beside an address';
}

/** The last reference of a chain of them, and why it leads nowhere. */
function endOf(source: SourceDocument, ref: string, trail: readonly string[] = []): Omit<LostReference, 'where'> {
  const { document, lostFiles } = source;
  if (trail.includes(ref)) return { ref, why: 'it leads back to itself' };
  try {
    const { $ref: next } = lookUp(document, ref) as Json;
    return endOf(source, String(next), [...trail, ref]);
  } catch (error) {
    if (!(error instanceof BrokenReference)) throw error;
    const isAddress = /^[a-z][a-z\d+.-]*:/i.test(ref);
    const why = isAddress ? 'no address is fetched for a reference' : lostFiles?.get(ref);
    return { ref, why: why ?? reasonOf(ref) };
  }
}

/** Every reference of a document that leads nowhere, wherever it stands. */
function allLost(document: OpenApiDocument, { follow }: PlainReader): ReadonlySet<string> {
  const refs = new Set<string>();
  const seen = new Set<unknown>();
  const collect = (node: unknown): void => {
    if (!hasParts(node) || seen.has(node)) return;
    seen.add(node);
    for (const ref of [node.$ref, node.$dynamicRef]) if (typeof ref === 'string') refs.add(ref);
    Object.values(node).forEach(collect);
  };
  collect(document);
  return new Set([...refs].filter(($ref) => follow({ $ref }) === undefined));
}

/** Finds the references of a part of a document that lead nowhere, each once. */
export function lostReferencesOf(source: SourceDocument, reader: PlainReader): (part: unknown) => LostReference[] {
  const gone = allLost(source.document, reader);
  return (part) => {
    const lost = new Map<string, LostReference>();
    const seen = new Set<unknown>();
    const walk = (node: unknown, where: string, inMap: boolean): void => {
      if (!hasParts(node) || seen.has(node)) return;
      seen.add(node);
      const ref = inMap ? undefined : (node.$ref ?? node.$dynamicRef);
      if (typeof ref === 'string' && !gone.has(ref)) walk(reader.follow(node), where, false);
      else if (typeof ref === 'string' && !lost.has(ref)) lost.set(ref, { ...endOf(source, ref), where });
      for (const [step, inner] of Object.entries(node)) {
        if (!inMap && (VALUES.includes(step) || step.startsWith('x-'))) continue;
        walk(inner, below(where, step, inMap), !inMap && (step === 'properties' || step === 'responses'));
      }
    };
    if (gone.size > 0) walk(part, '', false);
    return [...lost.values()];
  };
}
