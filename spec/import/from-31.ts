type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNull = (schema: unknown) => isRecord(schema) && schema.type === 'null';

/** One type out of several: .NET lists `integer` and `string` where it reads numbers from texts, and writes numbers. */
function oneType({ type, ...rest }: Json): Json {
  if (!Array.isArray(type)) return type === undefined ? rest : { type, ...rest };
  const types = (type as unknown[]).filter((one) => one !== 'null');
  const numeric = types.find((one) => one === 'integer' || one === 'number');
  const { pattern, ...others } = rest;
  return {
    ...(types.length > 0 && { type: numeric ?? types[0] }),
    ...(types.length < type.length && { nullable: true }),
    ...others,
    ...(pattern !== undefined && numeric === undefined && { pattern }),
  };
}

/** `oneOf: [{ type: null }, X]` is X that may be null. */
function nullableChoice(schema: Json): Json {
  for (const key of ['oneOf', 'anyOf'] as const) {
    const choices: unknown = schema[key];
    if (!Array.isArray(choices) || !choices.some(isNull)) continue;
    const { [key]: _, ...rest } = schema;
    const others: unknown[] = choices.filter((choice) => !isNull(choice));
    return { ...rest, nullable: true, ...(others.length === 1 ? { allOf: others } : { [key]: others }) };
  }
  return schema;
}

/** Bounds that 3.1 gives as numbers, 3.0 as a boolean beside the bound. */
function bounds(schema: Json): Json {
  const { exclusiveMinimum: low, exclusiveMaximum: high, ...rest } = schema;
  return {
    ...(typeof low === 'number' ? { ...rest, minimum: low, exclusiveMinimum: true } : { ...rest }),
    ...(typeof high === 'number' && { maximum: high, exclusiveMaximum: true }),
  };
}

function schemaFrom31(schema: Json): Json {
  const { const: only, $ref, ...rest } = bounds(nullableChoice(oneType(schema)));
  const values = only === undefined ? rest : { ...rest, enum: [only] };
  if ($ref === undefined) return values;
  // 3.0 ignores what stands beside a $ref.
  return Object.keys(values).length === 0 ? { $ref } : { ...values, allOf: [{ $ref }] };
}

/** @param isSchema whether `value` stands where the grammar has a schema */
function convert(value: unknown, isSchema: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item, isSchema));
  if (!isRecord(value)) return value;
  const own = isSchema ? schemaFrom31(value) : value;
  return Object.fromEntries(
    Object.entries(own).map(([key, inner]) => {
      if (isRecord(inner) && (key === 'schemas' || (isSchema && key === 'properties'))) {
        return [key, Object.fromEntries(Object.entries(inner).map(([name, schema]) => [name, convert(schema, true)]))];
      }
      if (key === 'example' || key === 'examples' || key === 'default' || key === 'enum') return [key, inner];
      const inSchema = key === 'schema' || (isSchema && ['items', 'allOf', 'oneOf', 'anyOf'].includes(key));
      return [key, convert(inner, inSchema)];
    }),
  );
}

/**
 * An OpenAPI 3.1 document in the words of 3.0, as far as the import reads it: types with null, choices with null,
 * exclusive bounds, constants, keywords beside `$ref`. ASP.NET Core writes 3.1 from .NET 10 on.
 */
export function from31(document: Json): Json {
  return { ...(convert(document, false) as Json), openapi: '3.0.4' };
}
