import type { PlainSchema } from '../openapi/combine.ts';

/** Fields of a row that can be worked with; a file of 20 KB can describe a million by naming shared schemas. */
const MOST_FIELDS = 600;

const sizes = new WeakMap<PlainSchema, number>();

const parts = ({ properties, items, additionalProperties: values }: PlainSchema): PlainSchema[] => [
  ...Object.values(properties ?? {}),
  ...(items ? [items] : []),
  ...(typeof values === 'object' ? [values] : []),
];

/** How many fields a schema unfolds to. */
export function unfolded(schema: PlainSchema): number {
  const known = sizes.get(schema);
  if (known !== undefined) return known;
  const size = parts(schema).reduce((sum, part) => sum + unfolded(part), 1);
  sizes.set(schema, size);
  return size;
}

/** Levels of a row: validators unfold each into code of its own. */
const MOST_LEVELS = 40;

const levels = new WeakMap<PlainSchema, number>();

/** How many levels a schema nests. */
function levelsOf(schema: PlainSchema): number {
  const known = levels.get(schema) ?? 1 + Math.max(0, ...parts(schema).map(levelsOf));
  levels.set(schema, known);
  return known;
}

/** The same schema with each of its parts changed. */
function withParts(schema: PlainSchema, change: (part: PlainSchema) => PlainSchema): PlainSchema {
  const { properties, items, additionalProperties: values } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, change(part)])),
    }),
    ...(items && { items: change(items) }),
    ...(typeof values === 'object' && { additionalProperties: change(values) }),
  };
}

/** The same schema with at most so many levels; what is deeper may be anything. */
function shallow(schema: PlainSchema, most: number): PlainSchema {
  if (levelsOf(schema) <= most) return schema;
  if (most === 0) return { unread: ['more levels than can be worked with'] };
  return withParts(schema, (part) => shallow(part, most - 1));
}

/** The same schema with at most `most` fields: objects with too many become open ones, a row keeps its first ones. */
export function bounded(whole: PlainSchema, most = MOST_FIELDS): PlainSchema {
  const schema = shallow(whole, MOST_LEVELS);
  if (unfolded(schema) <= most) return schema;
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length < most / 2) return cut(schema, most);
  const kept = fields.slice(0, Math.floor(most / 2) - 1);
  const names = kept.map(([name]) => name);
  const required = schema.required?.filter((name) => names.includes(name)) ?? [];
  return cut({ ...opened(schema), properties: Object.fromEntries(kept), required }, most);
}

/** A schema that says that there is more. */
function opened({ required: _, additionalProperties: __, unread = [], ...schema }: PlainSchema): PlainSchema {
  return { ...schema, additionalProperties: true, unread: [...unread, 'more fields than can be worked with'] };
}

function cut(schema: PlainSchema, most: number): PlainSchema {
  if (unfolded(schema) <= most) return schema;
  const { properties, ...rest } = schema;
  const share = Math.floor((most - 1) / parts(schema).length);
  if (share < 2 && properties) return opened(rest);
  return withParts(schema, (part) => cut(part, Math.max(share, 1)));
}
