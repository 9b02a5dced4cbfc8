import type { Ajv, ValidateFunction } from 'ajv';
import { contractAjv } from './ajv.ts';
import type { Schema } from './openapi/schema.ts';
import { textsFor } from './sample-text.ts';

let ajv: Ajv | undefined;
const validators = new WeakMap<Schema, ValidateFunction | null>();

/** Whether a schema of the contract allows a value; nothing is allowed by a schema that Ajv cannot compile. */
export function allows(schema: Schema, value: unknown): boolean {
  let validate = validators.get(schema);
  if (validate === undefined) {
    try {
      validate = (ajv ??= contractAjv()).compile(schema);
    } catch {
      validate = null;
    }
    validators.set(schema, validate);
  }
  return validate?.(value) === true;
}

const MAX_INT32 = 2_147_483_647;

/** Numbers within the bounds of a schema, spread by `salt`. */
function* numbersFor(schema: Schema, salt: number): Generator<number> {
  const { minimum, maximum, multipleOf } = schema;
  const step = multipleOf ?? (schema.type === 'integer' ? 1 : undefined);
  const whole = step ?? 1;
  const low = minimum ?? (maximum === undefined || maximum >= 0 ? 0 : maximum - 1000 * whole);
  const high = maximum ?? Math.max(low + 1000 * whole, MAX_INT32);
  const first = Math.ceil(low / whole) * whole;
  const room = Math.floor((high - first) / whole);
  if (room >= 0) yield first + (salt % (room + 1)) * whole;
  for (let place = 0; place < 3; place += 1) yield first + place * whole;
  for (let place = 0; place < 3; place += 1) yield Math.floor(high / whole) * whole - place * whole;
  if (step === undefined) {
    for (const share of [0.5, 0.25, 0.75, 0.9]) yield low + (high - low) * share;
  }
}

/** As many different values of the items as the array needs. */
function arrayFor(schema: Schema, salt: number): unknown[] {
  const { items = {}, minItems = 0, uniqueItems } = schema;
  const values: unknown[] = [];
  const texts = new Set<string>();
  for (let turn = 0; values.length < minItems && turn < minItems + 200; turn += 1) {
    const value = sampleValue(items, salt + turn);
    const text = JSON.stringify(value);
    if (uniqueItems && texts.has(text)) continue;
    texts.add(text);
    values.push(value);
  }
  return values;
}

function objectFor(schema: Schema, salt: number): Record<string, unknown> {
  const { properties = {}, additionalProperties } = schema;
  const own = Object.entries(properties).map(([name, inner]) => [name, sampleValue(inner, salt)]);
  const isDictionary = Object.keys(properties).length === 0 && typeof additionalProperties === 'object';
  const entries = isDictionary ? [['first', sampleValue(additionalProperties, salt)]] : [];
  return Object.fromEntries([...own, ...entries]) as Record<string, unknown>;
}

function* candidates(schema: Schema, salt: number): Generator<unknown> {
  const values = (schema.enum ?? schema['x-known-values'] ?? []).filter((value) => value !== null);
  for (let step = 0; step < values.length; step += 1) yield values[(salt + step) % values.length];
  if (schema.enum) return;
  switch (schema.type) {
    case 'object':
      yield objectFor(schema, salt);
      break;
    case 'array':
      yield arrayFor(schema, salt);
      break;
    case 'boolean':
      yield salt % 2 === 0;
      yield salt % 2 === 1;
      break;
    case 'integer':
    case 'number':
      yield* numbersFor(schema, salt);
      break;
    case 'string':
    case undefined:
      yield* textsFor(schema, salt);
  }
}

/**
 * A value that a schema allows, or the nearest one where none was found; the caller's validator rejects that.
 * @param schema without `$ref`
 * @param salt a number: others give other values, as far as the schema allows
 */
export function sampleValue(schema: Schema, salt: number): unknown {
  let nearest: unknown;
  for (const value of candidates(schema, salt)) {
    if (allows(schema, value)) return value;
    nearest ??= value;
  }
  return allows(schema, null) ? null : nearest;
}
