import { own } from '../own.ts';

/** How sure a part of the contract is: said by the vendor, seen in public use, or neither. */
export type Evidence = 'documented' | 'observed' | 'assumed';

export const EVIDENCE: readonly Evidence[] = ['documented', 'observed', 'assumed'];

/** When a live server showed that something in the contract is so. */
export interface ObservedMark {
  /** Days of the first and the last run that showed it, such as `2026-11-26`. */
  readonly since: string;
  readonly until: string;
  /** Different days. */
  readonly nights: number;
  /** Hash of the server's host. */
  readonly target: string;
  /** Id of the last run that showed it. */
  readonly run: string;
  /** The contract's earlier statement, which the server contradicted. */
  readonly was?: unknown;
}

/** Where an id points: a field of another list's rows (or of the same list's). */
export interface ReferenceMark {
  /** operationId of the list that holds the row pointed at. */
  readonly operation: string;
  /** The field there, usually `id`. */
  readonly member: string;
  /** Siblings of this field that repeat fields of the referenced row; several are joined by a space. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  /** The field there that points back (dotted path). */
  readonly inverse?: string;
}

/** The part of an OpenAPI 3.0 schema object that the contract uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly multipleOf?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly description?: string;
  readonly 'x-evidence'?: Evidence;
  /** Keywords that are less sure than the field itself, or surer. */
  readonly 'x-keyword-evidence'?: Readonly<Record<string, Evidence>>;
  /** When live runs proved what was assumed, by keyword; `field` is the field itself. */
  readonly 'x-observed'?: Readonly<Record<string, ObservedMark>>;
  /** What the values of `enum` are called in the program behind the API. */
  readonly 'x-enum-varnames'?: readonly string[];
  readonly 'x-known-values'?: readonly string[];
  readonly 'x-references'?: ReferenceMark;
  readonly 'x-date-order'?: readonly (readonly [string, string])[];
  readonly 'x-present-when'?: { readonly member: string; readonly equals: unknown };
}

/** One field of a schema, found by {@link schemaFields}. */
export interface SchemaField {
  /** Dotted path from the row: `client.id`, `recommendationFeedbacks[].status`. */
  readonly path: string;
  readonly schema: Schema;
  /** The schema of the object that holds it. */
  readonly owner: Schema;
  readonly required: boolean;
}

/** Every field of a dereferenced schema, nested ones after the object that holds them. */
export function schemaFields(schema: Schema, prefix = ''): SchemaField[] {
  if (schema.items) return schemaFields(schema.items, `${prefix}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const required = schema.required?.includes(name) ?? false;
    return [{ path, schema: field, owner: schema, required }, ...schemaFields(field, path)];
  });
}

/**
 * The field at a dotted path of a dereferenced schema.
 * @returns its schema, and whether it or an object on the way to it may be null or absent; undefined when there is none
 */
export function fieldAt(schema: Schema, path: string): { schema: Schema; nullable: boolean } | undefined {
  let at = schema;
  let nullable = false;
  for (const name of path.split('.')) {
    const next = own(at.properties, name);
    if (!next) return undefined;
    nullable ||= next.nullable === true || at.required?.includes(name) !== true;
    at = next;
  }
  return { schema: at, nullable };
}

/**
 * The same schema with every closed object opened: members outside the contract are drift (CON-05), not a broken
 * response (CON-02).
 */
export function openSchema(schema: Schema): Schema {
  const { additionalProperties, properties, items, oneOf, anyOf, allOf, ...rest } = schema;
  return {
    ...rest,
    ...(additionalProperties === undefined || additionalProperties === false ? {} : { additionalProperties }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, fieldPath]) => [name, openSchema(fieldPath)]),
      ),
    }),
    ...(items && { items: openSchema(items) }),
    ...(oneOf && { oneOf: oneOf.map(openSchema) }),
    ...(anyOf && { anyOf: anyOf.map(openSchema) }),
    ...(allOf && { allOf: allOf.map(openSchema) }),
  };
}
