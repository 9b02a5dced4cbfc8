import { keywordEvidence } from '../evidence.ts';
import type { Schema } from '../openapi/schema.ts';
import { tidy } from './adopt.ts';
import type { Components } from './components.ts';
import { own } from '../own.ts';

/** What merging needs to know of the place it is at. */
export interface Merging {
  readonly components: Components;
  /** New path of a renamed field to its old one, from the row. */
  readonly renamed: ReadonlyMap<string, string>;
}

const leaf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Marks that name siblings of the member, under the siblings' new names; without those that are gone. */
function followSiblings(schema: Schema, newName: (before: string) => string | undefined): Schema {
  const { 'x-references': reference, 'x-present-when': present, ...rest } = schema;
  const mirrors = Object.entries(reference?.mirrors ?? {}).flatMap(([name, source]) => {
    const now = newName(name);
    return now === undefined ? [] : [[now, source] as const];
  });
  const { mirrors: _, ...pointer } = reference ?? {};
  const beside = present && newName(present.member);
  return {
    ...rest,
    ...(reference && {
      'x-references': {
        ...(pointer as typeof reference),
        ...(mirrors.length > 0 && { mirrors: Object.fromEntries(mirrors) }),
      },
    }),
    ...(present && beside !== undefined && { 'x-present-when': { ...present, member: beside } }),
  };
}

function mergeObject(old: Schema, now: Schema, at: string, merging: Merging): Schema {
  const oldName = (name: string) => leaf(merging.renamed.get(below(at, name)) ?? name);
  const names = Object.keys(now.properties ?? {});
  const newName = (before: string) => names.find((name) => oldName(name) === before);
  const properties = names.map((name) => {
    const before = own(old.properties, oldName(name));
    const merged = merge(before, own(now.properties, name) ?? {}, below(at, name), merging);
    return [name, followSiblings(merged, newName)] as const;
  });
  const order = (old['x-date-order'] ?? []).flatMap(([first, second]) => {
    const pair = [newName(first), newName(second)] as const;
    return pair[0] !== undefined && pair[1] !== undefined ? [[pair[0], pair[1]] as const] : [];
  });
  // Swashbuckle lists only fields with an attribute as required; a field that was seen in every row stays required.
  const required = names.filter((name) => now.required?.includes(name) || old.required?.includes(oldName(name)));
  return {
    ...(required.length > 0 && { required }),
    ...(order.length > 0 && { 'x-date-order': order }),
    properties: Object.fromEntries(properties),
  };
}

/** The marks of ours that a vendor's document has no word for; marks that no longer hold are dropped afterwards. */
function marks(old: Schema, now: Schema): Partial<Schema> {
  return {
    ...(old['x-references'] && { 'x-references': old['x-references'] }),
    ...(old['x-present-when'] && now.nullable && { 'x-present-when': old['x-present-when'] }),
    ...(old['x-known-values'] && !now.enum && { 'x-known-values': old['x-known-values'] }),
  };
}

/** Keywords of ours that the vendor's file leaves out and does not contradict. */
function silentKeywords(old: Schema, now: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = old;
  const {
    properties: _,
    items: __,
    required: ___,
    nullable: ____,
    enum: _____,
    'x-enum-varnames': ______,
    ...kept
  } = rest;
  // A format or a length of ours does not apply to a value of a set, or to a pattern.
  const closed = now.enum !== undefined || now.pattern !== undefined;
  const { format, minLength, maxLength, pattern, ...others } = kept;
  const low = now.maximum === undefined || minimum === undefined || minimum <= now.maximum;
  const high = now.minimum === undefined || maximum === undefined || maximum >= now.minimum;
  return {
    ...dropMarks(others),
    ...(!closed && {
      ...(format !== undefined && { format }),
      ...(minLength !== undefined && now.maxLength === undefined && { minLength }),
      ...(maxLength !== undefined && now.minLength === undefined && { maxLength }),
      ...(pattern !== undefined && now.format === undefined && { pattern }),
    }),
    ...(minimum !== undefined &&
      low && { minimum, ...(exclusiveMinimum && now.minimum === undefined && { exclusiveMinimum }) }),
    ...(maximum !== undefined &&
      high && { maximum, ...(exclusiveMaximum && now.maximum === undefined && { exclusiveMaximum }) }),
  };
}

const SURE = [
  'format',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'multipleOf',
] as const;

/** How sure each keyword is that only we say: as sure as it was, beside a field that is documented now. */
function keptEvidence(old: Schema, now: Schema, merged: Schema): Schema {
  const kept = SURE.filter((key) => merged[key] !== undefined && now[key] === undefined);
  const nulls = merged.nullable === true && now.nullable !== true;
  const evidence = Object.fromEntries([
    ...kept.map((key) => [key, keywordEvidence(old, key)] as const),
    ...(nulls ? [['nulls', keywordEvidence(old, 'nullable')] as const] : []),
  ]);
  return Object.keys(evidence).length > 0 ? { 'x-keyword-evidence': evidence } : {};
}

/**
 * The contract's description of a field after the import: the vendor's where there is one, else ours.
 * @param old the field in the contract so far, with its `$ref`; undefined when it is new
 * @param now the vendor's schema, adopted
 * @param at path of the field from the row
 */
export function merge(old: Schema | undefined, now: Schema, at: string, merging: Merging): Schema {
  const { name, value } = merging.components.old('schemas', old);
  if (value && now === value) return now;
  const same = value?.type === now.type;
  if (!value || !same) return { ...now, ...(value && now.type === 'string' ? marks(value, now) : {}) };
  const { properties, items } = value;
  // OpenAPI 3.0 cannot say that a `$ref` may be null, so a missing `nullable` on objects proves nothing.
  const nullable = now.nullable === true || (now.type === 'object' && value.nullable === true);
  // What the vendor documents needs no run of ours to prove it.
  const { 'x-keyword-evidence': _, 'x-observed': __, ...silent } = silentKeywords(value, now);
  const merged: Schema = {
    ...silent,
    ...now,
    ...(nullable && { nullable }),
    ...marks(value, { ...now, nullable }),
    ...(properties && now.properties && mergeObject(value, now, at, merging)),
    ...(items && now.items && { items: merge(items, now.items, `${at}[]`, merging) }),
  };
  return merging.components.name('schemas', name, tidy({ ...merged, ...keptEvidence(value, now, merged) }));
}

function dropMarks(schema: Schema): Schema {
  const { 'x-known-values': _, 'x-present-when': __, 'x-date-order': ___, ...rest } = schema;
  return rest;
}
