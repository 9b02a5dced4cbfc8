import { fieldAt, schemaFields, type Evidence, type Schema } from '../openapi/schema.ts';

export interface RawField {
  readonly name: string;
  readonly member?: string;
  readonly 'x-evidence'?: Evidence;
}

/** `Fields: id, name, client.id`: how a description names what can be filtered and sorted by. */
const LISTED = /\bfields?\b[^:.\n]*:\s*`?([A-Za-z][\w.]*`?(?:\s*(?:,|and)\s*`?[A-Za-z][\w.]*`?)*)/i;

/** The fields that a text lists, if it lists any that the rows have. */
export function statedFields(texts: readonly (string | undefined)[], item: Schema): string[] {
  const listed = texts.flatMap((text) => {
    const names = LISTED.exec(text ?? '')?.[1] ?? '';
    return names.replaceAll('`', '').split(/\s*,\s*|\s+and\s+/);
  });
  return [...new Set(listed)].filter((name) => name !== '' && fieldAt(item, name) !== undefined);
}

/** Fields of a row that hold one plain value. */
const scalars = (item: Schema) =>
  schemaFields(item).filter(({ path, schema }) => !path.includes('[]') && !schema.properties && !schema.items);

/**
 * The filter fields of an operation: ours where the row still has them (under the new name if they were renamed), those the
 * vendor lists as documented, and new plain ones as assumed.
 * @param renamed new path of a renamed field to its old one
 * @param oldItem the row in the contract so far; undefined for a new operation
 */
export function mergeFields(
  olds: readonly RawField[],
  stated: readonly string[],
  item: Schema,
  oldItem: Schema | undefined,
  renamed: ReadonlyMap<string, string>,
): RawField[] {
  const forward = new Map([...renamed].map(([to, from]) => [from, to]));
  const moved = (path: string) => {
    for (const [from, to] of forward)
      if (path === from || path.startsWith(`${from}.`)) return to + path.slice(from.length);
    return path;
  };
  const kept = olds.flatMap((field): RawField[] => {
    const fieldPath = moved(field.member ?? field.name);
    if (!fieldAt(item, fieldPath)) return [];
    // A filter field with the name of its row field is renamed with it; one with a name of its own keeps the name.
    const name = field.member === undefined ? fieldPath : field.name;
    const evidence = stated.includes(name) ? 'documented' : (field['x-evidence'] ?? 'assumed');
    return [{ name, ...(fieldPath !== name && { member: fieldPath }), 'x-evidence': evidence }];
  });
  const has = (name: string) => kept.some((field) => field.name === name);
  const documented = stated.filter((name) => !has(name));
  const fresh = scalars(item)
    .map(({ path }) => path)
    .filter((path) => !has(path) && !documented.includes(path) && !renamed.has(path))
    .filter((path) => !oldItem || !fieldAt(oldItem, path));
  return [
    ...kept,
    ...documented.map((name): RawField => ({ name, 'x-evidence': 'documented' })),
    ...fresh.map((name): RawField => ({ name, 'x-evidence': 'assumed' })),
  ];
}
