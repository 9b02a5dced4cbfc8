import type { Contract } from '../contract.ts';
import type { Said } from '../openapi/beyond.ts';
import type { PlainSchema } from '../openapi/combine.ts';
import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { Operation, Response } from '../openapi/operations.ts';
import { plainReader, type PlainReader } from '../openapi/plain.ts';
import type { Schema } from '../openapi/schema.ts';
import { bounded } from '../import/bounded.ts';
import { createNotes } from '../import/notes.ts';
import { keyNamed } from '../import/key.ts';
import { securityOf } from './security.ts';
import { pathPrefix, statedLimit, statedServer } from '../import/service.ts';
import { jsonSchema } from '../import/responses.ts';
import { lostReferencesOf } from '../import/lost.ts';
import { readVendorOperation } from '../import/vendor.ts';
import { isRecord, type Json } from '../record.ts';

/** An operation as a document describes it; one that is no list has no rows, and one that writes has a body. */
export interface DescribedOperation extends Pick<
  Operation,
  'id' | 'path' | 'parameters' | 'fields' | 'item' | 'envelope' | 'responses'
> {
  readonly evidence?: Operation['evidence'];
  readonly deprecated?: boolean;
  readonly body?: { readonly required: boolean; readonly schemas: Readonly<Record<string, Schema>> };
  /** The ways to authenticate, in words; undefined where a contract states it for the whole service. */
  readonly security?: readonly string[];
  /** Callbacks, as they are written. */
  readonly callbacks?: Said;
}

/** An API as one document describes it; what the document leaves out is absent. */
export interface Described {
  /** Whether it carries our marks: evidence, fields, references. */
  readonly marked: boolean;
  readonly basePath?: string;
  readonly keyHeader?: string;
  readonly limit?: Contract['limit'];
  readonly operations: readonly DescribedOperation[];
  /** References that lead nowhere, with their places, in words: what they hold is not compared. */
  readonly lost?: readonly string[];
  /** Requests that the service sends, by name. */
  readonly webhooks?: Readonly<Record<string, Said>>;
}

/** A contract, which says everything. */
export const describedContract = (contract: Contract): Described => ({ marked: true, ...contract });

/** Fields of one response that are compared; beyond them a schema of shared parts would never end. */
const MOST_FIELDS = 3000;

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];

/** Dates as a contract writes them, so that a contract can be compared with a vendor's file. */
function comparable(schema: PlainSchema): Schema {
  const { properties, items, additionalProperties: values, format, ...rest } = schema;
  return {
    ...rest,
    ...(format !== undefined && { format: format === 'date-time' ? 'dotnet-datetime' : format }),
    ...(schema.enum && { enum: [...schema.enum, ...(schema.nullable ? [null] : [])] }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, comparable(field)])),
    }),
    ...(items && { items: comparable(items) }),
    ...(values !== undefined && { additionalProperties: typeof values === 'object' ? comparable(values) : values }),
  };
}

const whole = (schema: Schema | undefined): Schema => (schema ? comparable(bounded(schema, MOST_FIELDS)) : {});

function responses(all: Readonly<Record<string, Response>>): Readonly<Record<string, Response>> {
  const entries = Object.entries(all).map(([status, { content = {}, ...response }]) => {
    const media = Object.entries(content).map(([type, { schema }]) => [type, { schema: whole(schema) }] as const);
    return [status, { ...response, ...(media.length > 0 && { content: Object.fromEntries(media) }) }] as const;
  });
  return Object.fromEntries(entries);
}

function bodyOf(raw: Json, reader: PlainReader): DescribedOperation['body'] {
  const body = reader.follow(raw.requestBody);
  if (!isRecord(body)) return undefined;
  const content = Object.entries(isRecord(body.content) ? body.content : {}).flatMap(([type, media]) =>
    isRecord(media) ? [[type, whole(reader.schema(media.schema))] as const] : [],
  );
  return { required: body.required === true, schemas: Object.fromEntries(content) };
}

function operationsAt(
  path: string,
  item: unknown,
  reader: PlainReader,
  document: OpenApiDocument,
): DescribedOperation[] {
  const found = reader.follow(item);
  if (!isRecord(found)) return [];
  return METHODS.flatMap((method) => {
    const raw = found[method];
    if (!isRecord(raw)) return [];
    const read = readVendorOperation({ parameters: found.parameters, get: raw }, path, reader, createNotes());
    if (!read) return [];
    const name = method === 'get' ? path : `${method.toUpperCase()} ${path}`;
    const envelope = whole(jsonSchema(read.responses['200']));
    const body = bodyOf(raw, reader);
    return [
      {
        id: read.operationId || name,
        path: name,
        ...(raw.deprecated === true && { deprecated: true }),
        parameters: (read.parameters ?? []).map((parameter) => ({ ...parameter, schema: whole(parameter.schema) })),
        fields: [],
        envelope,
        item: envelope.properties?.items?.items ?? {},
        responses: responses(read.responses),
        ...(body && { body }),
        security: securityOf(document, raw),
        ...(raw.callbacks !== undefined && { callbacks: { node: raw.callbacks, follow: reader.follow } }),
      },
    ];
  });
}

/** The API as a vendor's document describes it, without additions of ours: what it leaves out is not compared. */
export function describedVendor(source: SourceDocument, known: readonly string[]): Described {
  const { document } = source;
  const reader = plainReader(document);
  const prefix = pathPrefix(Object.keys(document.paths), known);
  const server = statedServer(document, createNotes());
  const limit = statedLimit(document);
  const keyHeader = keyNamed(document);
  const serverPath = server === undefined ? '' : new URL(server, 'http://localhost').pathname.replace(/\/$/, '');
  const basePath = serverPath + prefix;
  const header = keyHeader?.toLowerCase();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    operationsAt(path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path, item, reader, document),
  );
  const lostIn = lostReferencesOf(source, reader);
  const lost = Object.entries(document.paths).flatMap(([path, item]) =>
    lostIn(item).map(({ ref, where, why }) => `\`$ref: ${ref}\` (${path} ${where}) leads nowhere: ${why}`),
  );
  return {
    marked: false,
    lost,
    webhooks: Object.fromEntries(
      Object.entries(isRecord(document.webhooks) ? document.webhooks : {}).map(([name, node]) => [
        name,
        { node, follow: reader.follow },
      ]),
    ),
    ...(basePath !== '' && { basePath }),
    ...(keyHeader !== undefined && { keyHeader }),
    ...(limit && { limit: { requests: limit.requests, windowSeconds: limit.windowSeconds } }),
    operations: operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.filter((one) => one.in !== 'header' || one.name.toLowerCase() !== header),
    })),
  };
}
