import { contractAjv } from '../ajv.ts';
import type { Schema } from '../openapi/schema.ts';

/** A schema as other tools write it: keywords that the contract's schemas do not have. */
interface ForeignSchema extends Omit<Schema, 'exclusiveMinimum' | 'exclusiveMaximum'> {
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
}

/** The keywords that say something of values of one type; a strict Ajv rejects them beside another. */
const BY_TYPE = {
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['minItems', 'maxItems'],
  integer: [],
  number: [],
  boolean: [],
  object: [],
} as const;

/** .NET writes dates without a zone whatever its document says; RFC 3339 `date-time` would reject each of them. */
const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'dotnet-datetime' };

/** Formats that can be checked; a document may name any other, which says nothing to a program. */
const KNOWN_FORMATS = new Set(Object.keys(contractAjv().formats));

/** The order in which spec/openapi.yaml writes the keywords of a schema; those not named here follow. */
const ORDER: readonly string[] = [
  'type',
  'format',
  'nullable',
  'description',
  'enum',
  ...Object.values(BY_TYPE).flat(),
  'minimum',
  'maximum',
  'additionalProperties',
  'required',
  'x-known-values',
  'x-evidence',
  'x-references',
  'x-present-when',
  'x-date-order',
];

/** The same schema with its keywords in order. */
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
  if (type !== 'integer' && type !== 'number') return {};
  const step = type === 'integer' ? 1 : 0;
  return {
    ...(minimum !== undefined && { minimum: minimum + (exclusiveMinimum ? step : 0) }),
    ...(maximum !== undefined && { maximum: maximum - (exclusiveMaximum ? step : 0) }),
  };
}

function isPattern(pattern: string | undefined): boolean {
  try {
    return pattern !== undefined && new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false; // .NET knows patterns that JavaScript does not
  }
}

/** What is said of an object: its members, closed unless the vendor opens it. */
function objectPart({ properties, required, additionalProperties }: ForeignSchema): Partial<Schema> {
  if (!properties) return {};
  const names = [...new Set(required)].filter((name) => name in properties);
  return {
    ...((additionalProperties ?? false) === false && { additionalProperties: false }),
    ...(names.length > 0 && { required: names }),
    properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, adopt(member)])),
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
  const { description, nullable, items } = whole;
  const type = whole.type ?? (whole.properties ? 'object' : items ? 'array' : undefined);
  const common: Schema = { ...(description !== undefined && { description }), 'x-evidence': 'documented' };
  if (type === undefined) return common;
  const format = FORMATS[whole.format ?? ''] ?? whole.format;
  const keywords = BY_TYPE[type].filter(
    (key) => whole[key] !== undefined && (key !== 'pattern' || isPattern(whole[key])),
  );
  // OpenAPI 3.0.3: null has to stand in the set itself.
  const values = [...new Set([...(whole.enum ?? []), ...(whole.enum && nullable ? [null] : [])])];
  return tidy({
    ...common,
    type,
    ...(nullable && { nullable }),
    ...(format !== undefined && KNOWN_FORMATS.has(format) && { format }),
    ...(whole.enum && whole.enum.length > 0 && { enum: values }),
    ...(whole.default !== undefined && { default: whole.default }),
    ...Object.fromEntries(keywords.map((key) => [key, whole[key]])),
    ...bounds({ ...whole, type }),
    ...(type === 'object' && objectPart(whole)),
    ...(type === 'array' && { items: adopt(items ?? {}) }),
  });
}
