import type { ClauseId } from '../clauses.ts';
import type { SchemaField, Schema } from '../openapi/schema.ts';
import { describe, type LocalChange } from './change.ts';
import { renames } from './renames.ts';
import { schemaChanges } from './schema.ts';

/** Whether the object or array that holds this member is itself among `paths`. */
const within = (path: string, paths: readonly string[]) =>
  paths.some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[]`));

/** The schema of items without what the description of their list says already. */
function itemsOf({ type: _, format: __, nullable: ___, 'x-evidence': ____, ...rest }: Schema): Schema {
  return rest;
}

/** Every field, the items of every list (`tags[]`) and the values of every dictionary (`labels.*`). */
export function fields(schema: Schema, prefix = ''): SchemaField[] {
  const { items, properties = {}, additionalProperties: values } = schema;
  const below = (name: string) => (prefix === '' ? name : `${prefix}.${name}`);
  const inner = (path: string, part: Schema, whole = part): SchemaField[] => [
    { path, schema: part, owner: schema, required: false },
    ...fields(whole, path),
  ];
  return [
    ...(typeof values === 'object' ? inner(below('*'), values) : []),
    ...(items ? inner(`${prefix}[]`, itemsOf(items), items) : []),
    ...Object.entries(properties).flatMap(([name, field]) => {
      const required = schema.required?.includes(name) ?? false;
      return [{ path: below(name), schema: field, owner: schema, required }, ...fields(field, below(name))];
    }),
  ];
}

function requiredChange(before: SchemaField, after: SchemaField, clause: ClauseId): LocalChange[] {
  if (before.required === after.required) return [];
  const message = after.required ? 'is always there' : 'may be absent';
  return [{ clause, breaking: !after.required, subject: after.path, message }];
}

/**
 * Changes of the fields of a response, nested ones too: removed, new, renamed, or of another shape.
 * @param clause the clause about fields in both contracts
 * @param added the clause about fields only in the second
 */
export function schemaFieldChanges(before: Schema, after: Schema, clause: ClauseId, added: ClauseId): LocalChange[] {
  const [olds, news] = [fields(before), fields(after)];
  const renamed = renames(before, after);
  const moved = (path: string) => {
    for (const [from, to] of renamed) if (path === from || within(path, [from])) return to + path.slice(from.length);
    return path;
  };
  const found = (path: string) => news.find((fieldPath) => fieldPath.path === moved(path));
  const gone = olds.filter(({ path }) => !found(path)).map(({ path }) => path);
  const taken = olds.map(({ path }) => moved(path));
  const come = news.filter(({ path }) => !taken.includes(path));
  const comePaths = come.map(({ path }) => path);
  return [
    ...[...renamed].map(([from, to]) => ({ clause, breaking: true, subject: to, message: `was named ${from}` })),
    ...gone
      .filter((path) => !within(path, gone))
      .map((path) => ({ clause, breaking: true, subject: path, message: 'is gone' })),
    ...come
      .filter(({ path }) => !within(path, comePaths))
      .map(({ path, schema }) => ({
        clause: added,
        breaking: false,
        subject: path,
        message: `is new: ${describe(schema)}`,
      })),
    ...olds.flatMap((old) => {
      const now = found(old.path);
      if (!now) return [];
      return [...schemaChanges(now.path, old.schema, now.schema, clause), ...requiredChange(old, now, clause)];
    }),
  ];
}
