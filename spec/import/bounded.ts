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

/** The same schema with at most `most` fields: objects with too many become open ones, with a note. */
export function bounded(schema: PlainSchema, most = MOST_FIELDS): PlainSchema {
  if (unfolded(schema) <= most) return schema;
  const { properties, items, additionalProperties: values, ...rest } = schema;
  const share = Math.floor((most - 1) / parts(schema).length);
  if (share < 2 && properties) {
    const { required: _, ...open } = rest;
    return { ...open, unread: [...(schema.unread ?? []), 'more fields than can be worked with'] };
  }
  const cut = (part: PlainSchema) => bounded(part, Math.max(share, 1));
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, cut(part)])),
    }),
    ...(items && { items: cut(items) }),
    ...(values !== undefined && { additionalProperties: typeof values === 'object' ? cut(values) : values }),
  };
}
