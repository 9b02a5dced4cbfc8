import { schemaFields, type Schema } from '../openapi/schema.ts';
import type { AdoptedSchema } from './adopt.ts';
import type { Notes } from './notes.ts';
import type { Shapes } from './vendor.ts';

/** A keyword for which no row could be made that the contract allows. */
export interface Unserved {
  /** operationId. */
  readonly operation: string;
  /** Dotted path of the field in the row. */
  readonly path: string;
  readonly keyword: string;
}

interface Place {
  readonly operation: string;
  readonly unserved: readonly Unserved[];
  readonly notes: Notes;
}

const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Keywords that are of no use without another. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  minimum: ['exclusiveMinimum'],
  maximum: ['exclusiveMaximum'],
  type: ['format', 'enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'],
};

function withoutUnserved(schema: AdoptedSchema, at: string, { operation, unserved, notes }: Place): AdoptedSchema {
  const gone = unserved.filter((one) => one.operation === operation && one.path === at);
  if (gone.length === 0) return schema;
  const names = gone.flatMap(({ keyword }) => [keyword, ...(TOGETHER[keyword] ?? [])]);
  for (const { keyword } of gone) {
    const value = JSON.stringify(schema[keyword as keyof Schema]);
    notes.at(
      `${operation} ${at}`,
      `No value was found that the file allows; \`${keyword}\`${value === undefined ? '' : ` (${value})`} is not taken over.`,
    );
  }
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !names.includes(key)));
}

/** @param olds schemas of the contract so far, by path */
function visit(schema: AdoptedSchema, at: string, olds: ReadonlyMap<string, Schema>, place: Place): Schema {
  const { unread = [], ...said } = withoutUnserved(schema, at, place);
  const where = `${place.operation} ${at || 'row'}`;
  const old = olds.get(at);
  if (unread.length > 0) {
    // References that lead nowhere are named where the document is read.
    const words = unread.filter((keyword) => !keyword.startsWith('$ref ')).map((keyword) => `\`${keyword}\``);
    const isKept = said.type === undefined && old !== undefined;
    const done = isKept
      ? `What the file says (${words.join(', ')}) cannot be expressed in the contract; ours stays.`
      : `${words.join(', ')} cannot be expressed in the contract and is left out.`;
    if (words.length > 0) place.notes.at(where, done);
    if (isKept) return old;
  }
  const { properties, items, additionalProperties: values } = said;
  return {
    ...said,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, visit(field, below(at, name), olds, place)]),
      ),
    }),
    ...(items && { items: visit(items, `${at}[]`, olds, place) }),
    ...(typeof values === 'object' && { additionalProperties: visit(values, below(at, '*'), olds, place) }),
  };
}

/**
 * The final shapes of a list: what the contract cannot express is left out, or ours where there is nothing else; each with a
 * note.
 * @param old the row in the contract so far
 */
export function settled(
  operation: string,
  { envelope, item }: Shapes,
  old: Schema | undefined,
  unserved: readonly Unserved[],
  notes: Notes,
): Shapes {
  const place: Place = { operation, unserved, notes };
  const olds = new Map((old ? schemaFields(old) : []).map(({ path, schema }) => [path, schema]));
  const row = visit(item, '', olds, place);
  const properties = Object.entries(envelope.properties ?? {}).map(([name, schema]) =>
    name === 'items'
      ? ([name, { ...schema, items: row }] as const)
      : ([name, visit(schema, `(page) ${name}`, new Map(), place)] as const),
  );
  return { envelope: { ...envelope, properties: Object.fromEntries(properties) }, item: row };
}
