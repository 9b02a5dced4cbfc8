import { schemaFields, type SchemaField, type Schema } from '../openapi/schema.ts';

/** Letters to insert, delete or replace between two words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const folder = (path: string) => path.slice(0, path.lastIndexOf('.') + 1);
const leaf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Spelt alike but for case, a word more at an end, or a letter or two: modifedBy and modifiedBy, name and fullName. */
function alike(one: string, other: string): boolean {
  const [a, b] = [fold(one), fold(other)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (distance(a, b) <= Math.max(1, Math.floor(short.length / 5))) return true;
  return short.length >= Math.max(4, long.length / 2) && (long.endsWith(short) || long.startsWith(short));
}

/**
 * Fields that disappeared while a similarly spelt one of the same type appeared in the same object.
 * @returns old path to new path, only of the renamed fields (nested ones move with them)
 */
export function renames(before: Schema, after: Schema): Map<string, string> {
  const [olds, news] = [schemaFields(before), schemaFields(after)];
  const missing = (from: SchemaField[], there: SchemaField[]) =>
    from.filter(({ path }) => !there.some((field) => field.path === path));
  const gone = missing(olds, news);
  const come = missing(news, olds);
  const renamed = new Map<string, string>();
  for (const old of gone) {
    const candidates = come.filter(
      (fieldPath) =>
        folder(fieldPath.path) === folder(old.path) &&
        fieldPath.schema.type === old.schema.type &&
        alike(leaf(old.path), leaf(fieldPath.path)) &&
        ![...renamed.values()].includes(fieldPath.path),
    );
    const [only] = candidates;
    if (only && candidates.length === 1) renamed.set(old.path, only.path);
  }
  return renamed;
}
