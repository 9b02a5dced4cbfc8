import { contractAjv } from '../ajv.ts';
import type { PlainSchema } from '../openapi/combine.ts';
import type { Schema } from '../openapi/schema.ts';

/** A schema of the contract, and parts of the original that it does not take over. */
export interface AdoptedSchema extends Schema {
  /** Keywords that are not taken over; see {@link settled}. */
  readonly unread?: readonly string[];
}

/** Keywords that apply to values of one type; a strict Ajv rejects them beside another. */
const BY_TYPE = {
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  boolean: [],
  object: [],
} as const;

/** .NET writes dates without a zone whatever its document says; RFC 3339 `date-time` would reject each of them. */
const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'dotnet-datetime' };

/** Formats that can be checked, with their type; a document may name any other, which is ignored. */
const formats = contractAjv().formats;

function knownFormat(format: string | undefined, type: string): boolean {
  const known = format === undefined ? undefined : formats[format];
  if (known === undefined) return false;
  const numeric = typeof known === 'object' && 'type' in known && known.type === 'number';
  return numeric ? type === 'integer' || type === 'number' : type === 'string';
}

/** The order in which spec/openapi.yaml writes the keywords of a schema; those not named here follow. */
const ORDER: readonly string[] = [
  'type',
  'format',
  'nullable',
  'description',
  'enum',
  'x-enum-varnames',
  ...new Set(Object.values(BY_TYPE).flat()),
  'additionalProperties',
  'required',
  'x-known-values',
  'x-evidence',
  'x-keyword-evidence',
  'x-observed',
  'x-references',
  'x-present-when',
  'x-date-order',
];

/** The same schema with its keywords in order. */
export function tidy<S extends Schema>(schema: S): S {
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(schema).sort(([one], [other]) => rank(one) - rank(other))) as S;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false; // .NET knows patterns that JavaScript does not
  }
}

/** Names that no row can have: what tools take for a reference in examples, and the prototype of an object. */
const UNNAMEABLE = ['$ref', '__proto__'];

/** Whether responses have a field: not one that is for requests alone. */
const isServed = (name: string, field: PlainSchema) =>
  !UNNAMEABLE.includes(name) && field.beyond?.writeOnly?.node !== true;

/** What is said of an object: its fields, closed unless the vendor opens it; of a dictionary, its values. */
function objectPart(schema: PlainSchema): Partial<AdoptedSchema> {
  const { properties: said, required, additionalProperties, unread = [] } = schema;
  const values = typeof additionalProperties === 'object' ? adopt(additionalProperties) : undefined;
  if (!said) return values ? { additionalProperties: values } : {};
  const properties = Object.fromEntries(Object.entries(said).filter(([name, field]) => isServed(name, field)));
  const names = [...new Set(required)].filter((name) => name in properties);
  const opened = additionalProperties === true || unread.includes('patternProperties');
  return {
    ...(values ? { additionalProperties: values } : !opened && { additionalProperties: false }),
    ...(names.length > 0 && { required: names }),
    properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, adopt(field)])),
  };
}

/**
 * The vendor's schema in the contract's dialect: dates as .NET writes them, objects closed unless the vendor opens them,
 * only keywords that suites and mock read, everything marked documented.
 */
export function adopt(schema: PlainSchema): AdoptedSchema {
  const { type, description, nullable, items, format: stated, pattern } = schema;
  const broken = pattern !== undefined && !isPattern(pattern);
  const misnamed = UNNAMEABLE.filter((name) => Object.hasOwn(schema.properties ?? {}, name));
  const unread = [
    ...(schema.unread ?? []),
    ...(broken ? ['pattern'] : []),
    ...misnamed.map((name) => `a field called ${name}`),
  ];
  const common: AdoptedSchema = {
    ...(description !== undefined && { description }),
    'x-evidence': 'documented',
    ...(unread.length > 0 && { unread }),
  };
  if (type === undefined) return common;
  const format = FORMATS[stated ?? ''] ?? stated;
  const keywords = BY_TYPE[type].filter((key) => schema[key] !== undefined && (key !== 'pattern' || !broken));
  const names = schema['x-enum-varnames'];
  return tidy({
    ...common,
    type,
    ...(nullable && { nullable }),
    ...(format !== undefined && knownFormat(format, type) && { format }),
    // OpenAPI 3.0.3: null has to stand in the set itself.
    ...(schema.enum && { enum: [...schema.enum, ...(nullable ? [null] : [])] }),
    ...(schema.enum && names?.length === schema.enum.length && { 'x-enum-varnames': names }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...Object.fromEntries(keywords.map((key) => [key, schema[key]])),
    ...(type === 'object' && objectPart(schema)),
    ...(type === 'array' && { items: adopt(items ?? {}) }),
  });
}
