import { BrokenReference, dereference } from '../openapi/dereference.ts';
import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { RawOperation } from '../openapi/operations.ts';
import { ENVELOPE_MEMBERS } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import { adopt } from './adopt.ts';
import { jsonSchema } from './responses.ts';

/** The vendor's operation without `$ref`, and the name of the schema of its rows, if it has one. */
export interface VendorOperation extends RawOperation {
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly itemName?: string;
}

const READ_ONLY = /^(?:post|put|patch|delete)$/;

/** What the `$ref` of a schema names, one step far. */
function named(document: OpenApiDocument, schema: Schema | undefined): Schema | undefined {
  const ref = schema?.$ref;
  return ref === undefined ? schema : document.components?.schemas?.[ref.slice(ref.lastIndexOf('/') + 1)];
}

/** The vendor's name for the rows: `MyItProcess.Api.ContactDto` gives Contact. */
function itemName(operation: RawOperation, document: OpenApiDocument): string | undefined {
  const ref = named(document, jsonSchema(operation.responses?.['200']))?.properties?.items?.items?.$ref;
  const name = ref?.slice(ref.lastIndexOf('/') + 1);
  const plain = name?.replace(/^.*\./, '').replace(/(?:Dto|ViewModel|Model|Response)$/, '');
  return plain !== undefined && /^[A-Za-z]\w*$/.test(plain) ? plain : undefined;
}

/** The GET of the vendor at a path; undefined, with a note, where it cannot be used. */
export function readVendorOperation(
  vendor: SourceDocument,
  path: string,
  note: (text: string) => void,
): VendorOperation | undefined {
  const item = vendor.document.paths[path] ?? {};
  const writing = Object.keys(item).filter((method) => READ_ONLY.test(method));
  for (const method of writing) note(`${path}: ${method.toUpperCase()} is left out: the suites judge a read-only API.`);
  if (!item.get) return undefined;
  try {
    const name = itemName(item.get as RawOperation, vendor.document);
    const operation = dereference(vendor.document, item.get) as VendorOperation;
    const shared = dereference(vendor.document, item.parameters ?? []) as NonNullable<RawOperation['parameters']>;
    // A `$ref` may lead to something that is no parameter.
    const parameters = [...shared, ...(operation.parameters ?? [])].filter(({ name, in: place }) => name && place);
    return { ...operation, parameters, ...(name !== undefined && { itemName: name }) };
  } catch (error) {
    if (!(error instanceof BrokenReference)) throw error;
    note(`${path} is left out: ${error.message}`);
    return undefined;
  }
}

/** The vendor's 200 answer and its row, when it is a list in the envelope of the contract. */
export function vendorEnvelope(now: RawOperation): { envelope: Schema; item: Schema } | undefined {
  const schema = jsonSchema(now.responses?.['200']);
  const envelope = schema && adopt(schema);
  const item = envelope?.properties?.items?.items;
  const complete = ENVELOPE_MEMBERS.every((name) => envelope?.properties?.[name]);
  return envelope && item?.properties && complete ? { envelope, item } : undefined;
}
