import { isDeepStrictEqual } from 'node:util';
import type { Beyond } from './beyond.ts';
import type { Schema } from './schema.ts';
import { own } from '../own.ts';

/** A schema without `$ref`, `allOf` and choices. */
export interface PlainSchema extends Omit<Schema, 'properties' | 'items' | 'additionalProperties'> {
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly items?: PlainSchema;
  readonly additionalProperties?: boolean | PlainSchema;
  readonly deprecated?: boolean;
  /** The choices of `oneOf` or `anyOf` where there are several. */
  readonly choices?: readonly PlainSchema[];
  /** Keywords that say more than the contract can. */
  readonly unread?: readonly string[];
  /** Keywords that are combined here, and others that a contract can do without. */
  readonly beyond?: Beyond;
}

/** The narrower of two numbers that may be absent. */
function narrower(choose: (one: number, other: number) => number, one?: number, other?: number): number | undefined {
  return one === undefined ? other : other === undefined ? one : choose(one, other);
}

function properties(one: PlainSchema, other: PlainSchema): PlainSchema['properties'] {
  if (!one.properties || !other.properties) return one.properties ?? other.properties;
  const both = { ...one.properties };
  for (const [name, schema] of Object.entries(other.properties)) {
    const before = own(both, name);
    both[name] = before && !isDeepStrictEqual(before, schema) ? pair(before, schema) : schema;
  }
  return both;
}

/** One side of a range: the tighter bound, exclusive where the one it comes from is. */
function bound(
  name: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
  one: PlainSchema,
  other: PlainSchema,
): PlainSchema {
  const value = narrower(name === 'minimum' ? Math.max : Math.min, one[name], other[name]);
  if (value === undefined) return {};
  const open = [one, other].some((side) => side[name] === value && side[exclusive]);
  return { [name]: value, ...(open && { [exclusive]: true }) };
}

function pair(one: PlainSchema, other: PlainSchema): PlainSchema {
  const { exclusiveMinimum: _, exclusiveMaximum: __, ...both } = { ...one, ...other };
  const integer = one.type === 'integer' || other.type === 'integer';
  const numeric = integer && [one.type, other.type].every((type) => type === 'integer' || type === 'number');
  const clash = one.type !== undefined && other.type !== undefined && one.type !== other.type && !numeric;
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
  const values =
    one.enum && other.enum ? one.enum.filter((value) => other.enum?.includes(value)) : (one.enum ?? other.enum);
  const unread = [...new Set([...(one.unread ?? []), ...(other.unread ?? []), ...(clash ? ['allOf'] : [])])];
  const whole = properties(one, other);
  const number = (name: 'minLength' | 'minItems' | 'maxLength' | 'maxItems') => {
    const value = narrower(name.startsWith('min') ? Math.max : Math.min, one[name], other[name]);
    return value === undefined ? {} : { [name]: value };
  };
  // Each part of an inheritance is closed to strangers by itself; together they are closed by what they have.
  const extra = [one, other].map((side) => side.additionalProperties).filter((side) => side !== undefined);
  const closed = extra.includes(false);
  return {
    ...both,
    ...(numeric && { type: 'integer' as const }),
    ...(whole && { properties: whole }),
    ...(required.length > 0 && { required }),
    ...(values && { enum: values }),
    ...(one.items && other.items && one.items !== other.items && { items: pair(one.items, other.items) }),
    ...(extra.length > 0 && { additionalProperties: closed ? false : extra.at(-1)! }),
    ...number('minLength'),
    ...number('maxLength'),
    ...number('minItems'),
    ...number('maxItems'),
    ...bound('minimum', 'exclusiveMinimum', one, other),
    ...bound('maximum', 'exclusiveMaximum', one, other),
    ...((one.nullable || other.nullable) && { nullable: true }),
    ...(unread.length > 0 && { unread }),
    ...(one.beyond && other.beyond && { beyond: { ...one.beyond, ...other.beyond } }),
  };
}

/** The fields of several kinds of objects together: those that all of them demand are required. */
export function anyOfObjects(kinds: readonly PlainSchema[]): PlainSchema | undefined {
  if (kinds.length === 0 || kinds.some((kind) => !kind.properties)) return undefined;
  const names = [...new Set(kinds.flatMap((kind) => Object.keys(kind.properties ?? {})))];
  const field = (name: string): PlainSchema => {
    const [first = {}, ...others] = kinds.flatMap((kind) => own(kind.properties, name) ?? []);
    if (others.every((other) => isDeepStrictEqual(other, first))) return first;
    const same = others.every((other) => other.type === first.type) && first.type;
    const nullable = [first, ...others].some((kind) => kind.nullable);
    const sets = [first, ...others].map((kind) => kind.enum);
    const values = sets.every((set) => set) && { enum: [...new Set(sets.flatMap((set) => set ?? []))] };
    return {
      ...(same && { type: same, ...values }),
      ...(nullable && { nullable }),
      ...(!(same && values) && { unread: ['oneOf'] }),
    };
  };
  const required = names.filter((name) => kinds.every((kind) => kind.required?.includes(name)));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, field(name)])),
    ...(required.length > 0 && { required }),
    additionalProperties: kinds.every((kind) => kind.additionalProperties === false) ? false : true,
  };
}

/** One schema for several that all have to hold, as `allOf` says; what the last ones say of words wins. */
export function combined(parts: readonly PlainSchema[]): PlainSchema {
  const real = parts.filter((part) => Object.keys(part).length > 0);
  return real.length === 0 ? {} : real.reduce(pair);
}
