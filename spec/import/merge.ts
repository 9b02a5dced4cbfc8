import type { Schema } from '../openapi/schema.ts';
import { tidy } from './adopt.ts';
import type { Components } from './components.ts';

/** What merging needs to know of the place it is at. */
export interface Merging {
  readonly components: Components;
  /** New path of a renamed member to its old one, from the row. */
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
    const before = old.properties?.[oldName(name)];
    const merged = merge(before, now.properties?.[name] ?? {}, below(at, name), merging);
    return [name, followSiblings(merged, newName)] as const;
  });
  const order = (old['x-date-order'] ?? []).flatMap(([first, second]) => {
    const pair = [newName(first), newName(second)] as const;
    return pair[0] !== undefined && pair[1] !== undefined ? [[pair[0], pair[1]] as const] : [];
  });
  // Swashbuckle lists as required only what an attribute says; what was seen in every row stays required.
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

/**
 * What the contract says of a member after the vendor has spoken: the vendor's word where there is one, else ours.
 *
 * @param old the member in the contract so far, `$ref` and all; undefined when it is new
 * @param now the vendor's schema, adopted
 * @param at path of the member from the row
 */
export function merge(old: Schema | undefined, now: Schema, at: string, merging: Merging): Schema {
  const { name, value } = merging.components.old('schemas', old);
  const same = value?.type === now.type;
  if (!value || !same) return { ...now, ...(value && now.type === 'string' ? marks(value, now) : {}) };
  const { properties, items, required: _, nullable: __, enum: ___, ...silent } = value;
  // OpenAPI 3.0 cannot say that a `$ref` may be null: the vendor's silence on objects proves nothing.
  const nullable = now.nullable === true || (now.type === 'object' && value.nullable === true);
  const merged: Schema = {
    ...dropMarks(silent),
    ...now,
    ...(nullable && { nullable }),
    ...marks(value, { ...now, nullable }),
    ...(properties && now.properties && mergeObject(value, now, at, merging)),
    ...(items && now.items && { items: merge(items, now.items, `${at}[]`, merging) }),
  };
  return merging.components.name('schemas', name, tidy(merged));
}

function dropMarks(schema: Schema): Schema {
  const { 'x-known-values': _, 'x-present-when': __, 'x-date-order': ___, ...rest } = schema;
  return rest;
}
