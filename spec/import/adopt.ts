import type { Schema } from '../schema.ts';

/** A schema as other tools write it: keywords that the contract's schemas do not have. */
interface ForeignSchema extends Omit<Schema, 'exclusiveMinimum' | 'exclusiveMaximum'> {
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
}

const KEPT = [
  'type',
  'format',
  'nullable',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'default',
  'description',
] as const;

/** .NET writes dates without a zone whatever the document says (api observed); RFC 3339 would reject each of them. */
const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'dotnet-datetime' };

const ORDER: readonly string[] = [
  ...KEPT.slice(0, 3),
  'description',
  ...KEPT.slice(3),
  'additionalProperties',
  'required',
  'x-known-values',
  'x-evidence',
  'x-references',
  'x-present-when',
  'x-date-order',
];

/** The same schema with its keywords in the order in which spec/openapi.yaml writes them. */
export function tidy(schema: Schema): Schema {
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(schema).sort(([one], [other]) => rank(one) - rank(other)));
}

/** One schema for what `allOf` spreads over several: Swashbuckle writes so for inheritance and for nullable objects. */
function flat(schema: ForeignSchema): ForeignSchema {
  const { allOf, ...own } = schema;
  if (!allOf) return schema;
  return [...allOf.map(flat), own].reduce<ForeignSchema>((all, part) => {
    const properties = { ...all.properties, ...part.properties };
    const required = [...(all.required ?? []), ...(part.required ?? [])];
    return {
      ...all,
      ...part,
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
    };
  }, {});
}

/** Bounds that 3.0 calls exclusive by a boolean; as whole numbers they move by one, else the bound itself stays. */
function bounds({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: ForeignSchema): Partial<Schema> {
  const step = type === 'integer' ? 1 : 0;
  return {
    ...(minimum !== undefined && { minimum: minimum + (exclusiveMinimum ? step : 0) }),
    ...(maximum !== undefined && { maximum: maximum - (exclusiveMaximum ? step : 0) }),
  };
}

/**
 * The vendor's schema in the contract's dialect: `allOf` flattened, dates as .NET writes them, objects closed unless the
 * vendor opens them, only keywords that suites and mock read, everything marked documented.
 *
 * @param schema without `$ref`
 */
export function adopt(schema: Schema): Schema {
  const whole = flat(schema);
  const { properties, items, required, additionalProperties, format, nullable } = whole;
  const kept = Object.fromEntries(KEPT.filter((key) => whole[key] !== undefined).map((key) => [key, whole[key]]));
  const type = whole.type ?? (properties ? 'object' : items ? 'array' : undefined);
  return tidy({
    ...kept,
    ...(type && { type }),
    ...bounds(whole),
    ...(format !== undefined && { format: FORMATS[format] ?? format }),
    // OpenAPI 3.0.3: null has to stand in the set itself.
    ...(whole.enum && nullable && !whole.enum.includes(null) && { enum: [...whole.enum, null] }),
    ...(type === 'object' &&
      properties &&
      (additionalProperties ?? false) === false && { additionalProperties: false }),
    ...(required && required.length > 0 && { required: [...new Set(required)] }),
    'x-evidence': 'documented',
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, adopt(member)])),
    }),
    ...(items && { items: adopt(items) }),
  });
}
