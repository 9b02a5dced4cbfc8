import { renames } from '../diff/renames.ts';
import { ENVELOPE_FIELDS, type Operation, type RawOperation } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import type { Components } from './components.ts';
import { example } from './example.ts';
import { mergeFields, statedFields, type RawField } from './fields.ts';
import type { KnownLists } from './guess.ts';
import type { Notes } from './notes.ts';
import { guessReferences, type Rows } from './marks.ts';
import { merge } from './merge.ts';
import { mergeParameters } from './parameters.ts';
import { mergeErrors } from './responses.ts';
import type { Shapes, VendorOperation } from './vendor.ts';
import { own } from '../own.ts';
import type { Json } from '../record.ts';

/** An operation as the contract writes it, `$ref` and all. */
export interface WrittenOperation extends Omit<RawOperation, 'parameters' | 'responses'> {
  readonly tags?: readonly string[];
  readonly parameters: readonly object[];
  readonly responses: Readonly<Record<string, Json>>;
  readonly 'x-fields'?: readonly RawField[];
}

export interface Place {
  readonly id: string;
  readonly path: string;
  readonly components: Components;
  /** Headers that carry the key: no parameters. */
  readonly keyHeaders: readonly string[];
  readonly lists: KnownLists;
  readonly notes: Notes;
}

/** The contract so far: the operation itself, or for a new one any list as a template. */
export interface Before {
  readonly written: WrittenOperation;
  /** Undefined for an operation that is new. */
  readonly operation: Operation | undefined;
  /** `written`'s answers without `$ref`. */
  readonly responses: RawOperation['responses'];
}

const written200 = (written: WrittenOperation) =>
  (written.responses['200'] ?? {}) as {
    description?: string;
    headers?: Json;
    content?: Record<string, { schema: Schema; examples?: Record<string, { value: { items: unknown[] } }> }>;
  };

/** Another width of integers, where the vendor names one. */
function widened(old: Schema, now: Schema | undefined): Schema {
  if (old.type !== 'integer' || now?.type !== 'integer' || now.format === undefined) return {};
  const { format: _, ...others } = old['x-keyword-evidence'] ?? {};
  return { format: now.format, ...(old['x-keyword-evidence'] && { 'x-keyword-evidence': others }) };
}

/** The envelope: ours, which clause CON-04 fixes, documented; with what the vendor's has beside. */
function mergeEnvelope(old: Schema, now: Schema, item: Schema, maxPageSize: number | undefined): Schema {
  const documented = Object.entries(old.properties ?? {}).map(([name, schema]) => [
    name,
    {
      ...schema,
      ...widened(schema, own(now.properties, name)),
      ...(name === 'pageSize' && maxPageSize !== undefined && { maximum: maxPageSize }),
      ...(name === 'items' && { ...(maxPageSize !== undefined && { maxItems: maxPageSize }), items: item }),
      'x-evidence': 'documented',
    },
  ]);
  const added = Object.entries(now.properties ?? {}).filter(([name]) => !Object.hasOwn(old.properties ?? {}, name));
  return { ...old, 'x-evidence': 'documented', properties: Object.fromEntries([...documented, ...added]) as never };
}

/**
 * One operation of the new contract: the vendor's, with our marks and examples that still hold.
 * @returns it, and its rows for the marks of other operations
 */
export function mergeOperation(
  before: Before,
  now: VendorOperation,
  shapes: Shapes,
  place: Place,
): { operation: WrittenOperation; rows: Rows } {
  const { written, operation: old } = before;
  const { components, notes } = place;
  const forward = old ? renames(old.item, shapes.item) : new Map<string, string>();
  const renamed = new Map([...forward].map(([from, to]) => [to, from]));
  const row = guessReferences(shapes.item, old?.item, place.lists);
  const was = written200(written).content?.['application/json'];
  const oldEnvelope = components.old('schemas', was?.schema);
  const oldItem = old ? oldEnvelope.value?.properties?.items?.items : undefined;
  const item = oldItem
    ? merge(oldItem, row, '', { components, renamed })
    : (components.name('schemas', now.itemName, row) as Schema);
  const parameters = mergeParameters(written.parameters, now.parameters ?? [], place);
  const pageSize = (now.parameters ?? []).find(({ name }) => name.toLowerCase() === 'pagesize')?.schema?.maximum;
  const envelope = mergeEnvelope(oldEnvelope.value ?? {}, shapes.envelope, item, pageSize);
  const envelopeName = old ? oldEnvelope.name : now.itemName && `${now.itemName}Page`;
  const texts = [now.description, ...(now.parameters ?? []).map(({ description }) => description)];
  const fields = mergeFields(
    old ? (written['x-fields'] ?? []) : [],
    statedFields(texts, shapes.item),
    shapes.item,
    old?.item,
    renamed,
  );
  const oldRows = old ? (was?.examples?.typical?.value.items ?? []) : [];
  const items = (oldRows.length > 0 ? oldRows : [undefined]).map((value) => example(shapes.item, value, renamed));
  const frame = Object.fromEntries(
    Object.entries(shapes.envelope.properties ?? {}).filter(
      ([name]) => !ENVELOPE_FIELDS.some((known) => known === name),
    ),
  );
  const extra = example({ type: 'object', properties: frame }, undefined) as Json;
  const page = (rows: unknown[]) => ({
    page: 1,
    pageSize: pageSize ?? 100,
    totalCount: rows.length,
    items: rows,
    ...extra,
  });
  const errors = mergeErrors(written.responses, before.responses, now.responses, components, (text) =>
    notes.at(place.path, text),
  );
  const operation: WrittenOperation = {
    operationId: place.id,
    tags: now.tags ?? written.tags ?? [],
    summary: now.summary ?? (old ? (written.summary ?? place.id) : place.id),
    'x-evidence': 'documented',
    'x-fields': fields,
    parameters,
    responses: {
      '200': {
        description: 'One page of the list.',
        'x-evidence': 'documented',
        headers: written200(written).headers ?? {},
        content: {
          'application/json': {
            schema: components.name('schemas', envelopeName, envelope),
            examples: {
              typical: { summary: 'A page with rows', value: page(items) },
              empty: { summary: 'No row matches', value: page([]) },
            },
          },
        },
      },
      ...(errors as Record<string, Json>),
    },
  };
  return { operation, rows: { item: shapes.item, renamed } };
}

/** An operation whose response the vendor does not describe: ours, with the vendor's parameters. */
export function keptOperation(
  { written, operation, responses }: Before,
  now: VendorOperation,
  place: Place,
): { operation: WrittenOperation; rows: Rows } {
  const { components, notes } = place;
  const errors = mergeErrors(written.responses, responses, now.responses, components, (text) =>
    notes.at(place.path, text),
  );
  return {
    operation: {
      ...written,
      ...(now.summary !== undefined && { summary: now.summary }),
      ...(now.tags && { tags: now.tags }),
      'x-evidence': 'documented',
      parameters: mergeParameters(written.parameters, now.parameters ?? [], place),
      responses: { '200': written.responses['200'] ?? {}, ...(errors as Record<string, Json>) },
    },
    rows: { item: operation?.item ?? {}, renamed: new Map() },
  };
}
