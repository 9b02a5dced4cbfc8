import { ENVELOPE_FIELDS, type Parameter, type RawOperation, type Response } from '../openapi/operations.ts';
import { anyOfObjects } from '../openapi/combine.ts';
import type { PlainReader, PlainSchema } from '../openapi/plain.ts';
import { RULE_PARAMETERS } from '../openapi/rule-form.ts';
import type { Schema } from '../openapi/schema.ts';
import { adopt } from './adopt.ts';
import { bounded } from './bounded.ts';
import type { Notes } from './notes.ts';
import { jsonSchema } from './responses.ts';
import { isRecord, type Json } from '../record.ts';

/** A parameter, and how the vendor's file writes its values. */
export interface VendorParameter extends Parameter {
  /** Whether its schema stands below `content`. */
  readonly content?: true;
}

/** The vendor's operation without `$ref`, its schemas as what they mean, and the name of the schema of its rows. */
export interface VendorOperation extends Omit<RawOperation, 'parameters'> {
  readonly parameters?: readonly VendorParameter[];
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly itemName?: string;
}

/** The rows of a list and the object around them, in the contract's dialect. */
export interface Shapes {
  readonly envelope: Schema;
  readonly item: Schema;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const only = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

const WRITING = /^(?:post|put|patch|delete)$/;

/** Spring's `pageable` and the like: an object whose fields are parameters of the query, each by itself. */
function spread(parameter: VendorParameter): VendorParameter[] {
  const { in: place, name, schema = {}, style = 'form', explode = true, content } = parameter;
  const isRules = RULE_PARAMETERS.some((rules) => rules === name);
  if (place !== 'query' || !schema.properties || style !== 'form' || !explode || content || isRules) return [parameter];
  return Object.entries(schema.properties).map(([field, inner]) => ({
    ...{ name: field, in: place, schema: inner },
    ...(inner.description !== undefined && { description: inner.description }),
    ...(parameter.required && schema.required?.includes(field) && { required: true }),
  }));
}

function parameterOf(node: unknown, reader: PlainReader): VendorParameter | undefined {
  const found = reader.follow(node);
  if (!isRecord(found)) return undefined;
  const { name, in: place } = found;
  if (typeof name !== 'string' || !['path', 'query', 'header', 'cookie'].includes(String(place))) return undefined;
  const media = Object.values(isRecord(found.content) ? found.content : {})
    .map(reader.follow)
    .find(isRecord);
  const schema = reader.schema(found.schema ?? media?.schema) as Schema;
  const example = found.example ?? schema.example;
  return {
    ...{ name, in: place as Parameter['in'], schema },
    ...(typeof found.required === 'boolean' && { required: found.required }),
    ...only('description', text(found.description)),
    ...(example !== undefined && { example }),
    ...(found.deprecated === true && { deprecated: true }),
    ...(media && { content: true as const }),
    ...only('style', text(found.style)),
    ...(typeof found.explode === 'boolean' && { explode: found.explode }),
    ...(found.allowEmptyValue === true && { allowEmptyValue: true }),
    ...(found.allowReserved === true && { allowReserved: true }),
  };
}

function responseOf(node: unknown, reader: PlainReader): Response | undefined {
  const found = reader.follow(node);
  if (!isRecord(found)) return undefined;
  const content = Object.entries(isRecord(found.content) ? found.content : {}).flatMap(([type, node]) => {
    const media = reader.follow(node); // a reference to `components.mediaTypes`, since 3.2
    return isRecord(media) ? [[type, { schema: reader.schema(media.schema) }] as const] : [];
  });
  const headers = Object.entries(isRecord(found.headers) ? found.headers : {}).flatMap(([name, node]) => {
    const header = reader.follow(node);
    if (!isRecord(header)) return [];
    const schema = reader.schema(header.schema) as Schema;
    return [[name, { schema, ...(header.required === true && { required: true }) }] as const];
  });
  return {
    description: text(found.description) ?? '',
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(content.length > 0 && { content: Object.fromEntries(content) }),
  };
}

/** The vendor's name for the rows: `MyItProcess.Api.ContactDto` gives Contact. */
function itemName(raw: Json, reader: PlainReader): string | undefined {
  const step = (node: unknown, key: string): unknown => {
    const found = reader.follow(node);
    return isRecord(found) ? found[key] : undefined;
  };
  const content = step(step(raw.responses, '200'), 'content');
  const media = isRecord(content) ? reader.follow(Object.values(content)[0]) : undefined;
  const rows = step(step(step(step(media, 'schema'), 'properties'), 'items'), 'items');
  const ref = isRecord(rows) ? text(rows.$ref) : undefined;
  const plain = ref
    ?.slice(ref.lastIndexOf('/') + 1)
    .replace(/^.*~1|\.(?:json|ya?ml)$/g, '')
    .replace(/^.*\./, '')
    .replace(/(?:Dto|ViewModel|Model|Response)$/, '');
  return plain !== undefined && /^[A-Za-z]\w*$/.test(plain) ? plain : undefined;
}

/** The status of success: 200, else `2XX`, else `default` where there is nothing else. */
function success(responses: Json): string | undefined {
  return ['200', '2XX', '2xx', 'default'].find((status) => isRecord(responses[status]));
}

/** The parameters with the names that the path has: ASP.NET minds no letter case there, and a lone one that is not in the path is its own. */
function inPath(declared: readonly VendorParameter[], path: string, notes: Notes): VendorParameter[] {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const isNamed = (name: string) => names.find((one) => one.toLowerCase() === name.toLowerCase());
  const inside = declared.filter((parameter) => parameter.in === 'path');
  const strays = new Set(inside.map(({ name }) => name).filter((name) => isNamed(name) === undefined));
  const open = names.filter((one) => !inside.some(({ name }) => name.toLowerCase() === one.toLowerCase()));
  const [[stray], [only]] = [[...strays], open];
  const isPair = strays.size === 1 && open.length === 1;
  if (isPair) notes.at(path, `The path has {${only}}, its parameter is called ${stray}: one is taken for the other.`);
  return declared.map((parameter) => {
    if (parameter.in !== 'path') return parameter;
    const name = isNamed(parameter.name) ?? (isPair ? only : undefined);
    return name === undefined ? parameter : { ...parameter, name };
  });
}

/** The vendor's GET at a path; undefined where there is no readable one. */
export function readVendorOperation(
  item: unknown,
  path: string,
  reader: PlainReader,
  notes: Notes,
): VendorOperation | undefined {
  const found = reader.follow(item);
  if (!isRecord(found)) return undefined;
  for (const method of Object.keys(found).filter((key) => WRITING.test(key))) {
    notes.at(`${method.toUpperCase()} ${path}`, 'Left out: the suites judge a read-only API.');
  }
  const raw = found.get;
  if (!isRecord(raw)) return undefined;
  const declared = [...list(found.parameters), ...list(raw.parameters)].flatMap((node) => {
    const parameter = parameterOf(node, reader);
    return parameter ? spread(parameter) : [];
  });
  const parameters = inPath(declared, path, notes);
  // A parameter of an operation replaces the one of its path.
  const last = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  const responses = isRecord(raw.responses) ? raw.responses : {};
  const good = success(responses);
  const statuses = Object.entries(responses).flatMap(([status, node]) => {
    const response = responseOf(node, reader);
    return response ? [[status === good ? '200' : status, response] as const] : [];
  });
  return {
    operationId: text(raw.operationId) ?? '',
    ...only('summary', text(raw.summary)),
    ...only('description', text(raw.description)),
    ...(Array.isArray(raw.tags) && { tags: raw.tags.filter((tag) => typeof tag === 'string') }),
    ...(raw.deprecated === true && { deprecated: true }),
    parameters: [...last.values()],
    responses: Object.fromEntries(statuses),
    ...only('itemName', itemName(raw, reader)),
  };
}

const isEnvelope = (schema: PlainSchema) => ENVELOPE_FIELDS.every((name) => schema.properties?.[name]);

/** What a list answers: of several choices, the one that is the envelope. */
function bodyOf(now: Pick<RawOperation, 'responses'>): PlainSchema | undefined {
  const schema = jsonSchema(now.responses['200']) as PlainSchema | undefined;
  return schema && !isEnvelope(schema) ? (schema.choices?.find(isEnvelope) ?? schema) : schema;
}

/** A row; one of several kinds is told by the fields of all. */
function rowOf(schema: PlainSchema | undefined): PlainSchema | undefined {
  const row = schema?.properties?.items?.items;
  if (!row || row.properties) return row;
  const kinds = anyOfObjects(row.choices ?? []);
  return kinds && { ...kinds, unread: row.unread ?? [] };
}

/** The vendor's 200 response and its row, when it is a list in the envelope of the contract. */
export function vendorEnvelope(now: Pick<RawOperation, 'responses'>): Shapes | undefined {
  const schema = bodyOf(now);
  const row = rowOf(schema);
  if (!schema || !isEnvelope(schema) || !row?.properties) return undefined;
  const item = adopt(bounded(row));
  const { items, ...others } = schema.properties ?? {};
  const frame = adopt({ ...schema, properties: { ...others, items: { ...items, type: 'array', items: {} } } });
  const properties = { ...frame.properties, items: { ...frame.properties?.items, items: item } as Schema };
  return { envelope: { ...frame, properties }, item };
}

/** Whether a schema says no more than that something, or an object, is there; or is a reference that leads nowhere. */
function isSilent({ type, properties, additionalProperties: extra, unread = [] }: PlainSchema): boolean {
  if (unread.some((keyword) => keyword.startsWith('$ref '))) return true;
  return unread.length === 0 && (type === undefined || (type === 'object' && !properties && extra === undefined));
}

/** What a 200 response holds, in a few words; undefined where the file says nothing of it. */
export function describedBody(now: Pick<RawOperation, 'responses'>): string | undefined {
  const schema = bodyOf(now);
  if (!schema || isSilent(schema)) return undefined;
  if (isEnvelope(schema) && isSilent(schema.properties?.items?.items ?? {})) return undefined;
  const names = Object.keys(schema.properties ?? {});
  if (schema.type === 'object' && names.length > 0) return names.join(', ');
  return schema.type === 'array' ? 'a bare array' : (schema.type ?? 'something that cannot be read');
}
