import { type Evidence, type SchemaField, type ReferenceMark, type Schema, fieldAt, schemaFields } from './schema.ts';

/** What a field's values are, which decides how they compare; `date` is a .NET date. */
export type FieldType =
  'string' | 'number' | 'integer' | 'boolean' | 'date' | 'year-month' | 'uuid' | 'array' | 'object';

/** A field that queryFilters and sortingRules of an operation take. */
export interface Field {
  /** As the request writes it: `client.fullName`. */
  readonly name: string;
  /** Where its value is in a row (dotted path): `client.name`. */
  readonly member: string;
  readonly evidence: Evidence;
  readonly type: FieldType;
  /** Whether rows may have null there (or lack the field). */
  readonly nullable: boolean;
}

/** A member of a row that points at a row of a list. */
export interface Reference {
  /** Where it is in the row: `client.id`, `findingsIds[]`, `recommendationFeedbacks[].modifedBy`. */
  readonly path: string;
  /** operationId of the list that holds the row pointed at. */
  readonly operation: string;
  readonly member: string;
  /** Fields of this row, by path, that repeat fields of the referenced row (several are joined by a space). */
  readonly mirrors: Readonly<Record<string, readonly string[]>>;
  /** The field there that points back, if the contract names one. */
  readonly inverse?: string;
}

export interface Header {
  readonly description?: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly 'x-evidence'?: Evidence;
}

export interface Content {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, Content>>;
  readonly 'x-evidence'?: Evidence;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
  /** How its values are written into the request, with `explode`. */
  readonly style?: string;
  readonly explode?: boolean;
  /** Whether it may be sent without a value, or with reserved characters as they are; of a vendor's document alone. */
  readonly allowEmptyValue?: true;
  readonly allowReserved?: true;
  readonly description?: string;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly deprecated?: boolean;
  /** What the text of a JSON parameter holds. */
  readonly 'x-json-schema'?: Schema;
  readonly 'x-evidence'?: Evidence;
  readonly 'x-references'?: ReferenceMark;
}

/** An operation object of the document with every `$ref` replaced. */
export interface RawOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
  readonly 'x-evidence'?: Evidence;
  readonly 'x-fields'?: readonly {
    readonly name: string;
    readonly member?: string;
    readonly 'x-evidence'?: Evidence;
  }[];
}

/** One list of the API. */
export interface Operation {
  readonly id: string;
  /** Below the base path, with parameters in braces: `/recommendations/{recommendationId}/configurations`. */
  readonly path: string;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly pathParameters: readonly string[];
  /** Where values for the path parameter come from. */
  readonly parent?: { readonly operation: string; readonly member: string; readonly parameter: string };
  readonly parameters: readonly Parameter[];
  readonly fields: readonly Field[];
  /** The schema of one row, without `$ref`. */
  readonly item: Schema;
  /** The schema of a 200 body, without `$ref`. */
  readonly envelope: Schema;
  /** Every field of a row, nested ones too. */
  readonly members: readonly SchemaField[];
  readonly references: readonly Reference[];
  readonly maxPageSize: number;
  /** Rows on a page of a request that does not say. */
  readonly defaultPageSize: number;
  /** By status: `200`, `429`. */
  readonly responses: Readonly<Record<string, Response>>;
}

/** The members of the envelope of every list (CON-04). */
export const ENVELOPE_FIELDS = ['page', 'pageSize', 'totalCount', 'items'] as const;

const FORMAT_TYPES: Readonly<Record<string, FieldType>> = {
  'dotnet-datetime': 'date',
  'date-time': 'date',
  'year-month': 'year-month',
  uuid: 'uuid',
};

function fieldType(schema: Schema): FieldType {
  return (schema.type === 'string' ? FORMAT_TYPES[schema.format ?? ''] : undefined) ?? schema.type ?? 'string';
}

function fieldsOf(raw: RawOperation, item: Schema): Field[] {
  return (raw['x-fields'] ?? []).flatMap(({ name, member: field = name, 'x-evidence': evidence = 'assumed' }) => {
    const found = fieldAt(item, field);
    return found ? [{ name, member: field, evidence, type: fieldType(found.schema), nullable: found.nullable }] : [];
  });
}

function referencesOf(rows: readonly SchemaField[]): Reference[] {
  return rows.flatMap(({ path, schema }) => {
    const mark = schema['x-references'];
    if (!mark) return [];
    const folder = path.slice(0, path.lastIndexOf('.') + 1);
    const mirrors = Object.entries(mark.mirrors ?? {}).map(([sibling, source]) => [folder + sibling, source] as const);
    return [
      {
        path: schema.type === 'array' ? `${path}[]` : path,
        operation: mark.operation,
        member: mark.member,
        mirrors: Object.fromEntries(mirrors),
        ...(mark.inverse !== undefined && { inverse: mark.inverse }),
      },
    ];
  });
}

/** The schema of a 200 answer, if it is a list in the contract's envelope. */
export function envelopeOf(raw: RawOperation): { envelope: Schema; item: Schema } | undefined {
  const envelope = raw.responses?.['200']?.content?.['application/json']?.schema;
  const item = envelope?.properties?.items?.items;
  const complete = ENVELOPE_FIELDS.every((name) => envelope?.properties?.[name] !== undefined);
  return envelope && item?.properties && complete ? { envelope, item } : undefined;
}

/** The most rows of a page, and those of a page whose size no request names. */
function pageSizesOf(parameters: readonly Parameter[]): Pick<Operation, 'maxPageSize' | 'defaultPageSize'> {
  const schema = parameters.find(({ name }) => name === 'pageSize')?.schema ?? {};
  const { maximum = 100, multipleOf: step = 1, default: usual, enum: set = [] } = schema;
  const sizes = set.filter((size) => typeof size === 'number');
  const most = sizes.length > 0 ? Math.max(...sizes) : Math.floor(maximum / step) * step;
  const isSize = typeof usual === 'number' && Number.isInteger(usual) && usual >= 1 && usual <= most;
  return { maxPageSize: most, defaultPageSize: isSize ? usual : most };
}

/**
 * Reads one operation.
 * @param raw the operation object without `$ref`
 * @returns undefined when its 200 response is no list in the envelope
 */
export function readOperation(path: string, raw: RawOperation): Operation | undefined {
  const shapes = envelopeOf(raw);
  if (!shapes) return undefined;
  const parameters = raw.parameters ?? [];
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const pointer = inPath.find((parameter) => parameter['x-references']);
  const mark = pointer?.['x-references'];
  const rows = schemaFields(shapes.item);
  return {
    id: raw.operationId,
    path,
    summary: raw.summary ?? raw.operationId,
    evidence: raw['x-evidence'] ?? 'assumed',
    pathParameters: inPath.map((parameter) => parameter.name),
    ...(pointer && mark && { parent: { operation: mark.operation, member: mark.member, parameter: pointer.name } }),
    parameters,
    fields: fieldsOf(raw, shapes.item),
    ...shapes,
    members: rows,
    references: referencesOf(rows),
    ...pageSizesOf(parameters),
    responses: raw.responses,
  };
}
