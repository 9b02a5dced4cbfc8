import { dereference } from '../openapi/dereference.ts';
import type { Contract } from '../contract.ts';
import { follow, placeOf, pointerOf, valueAt } from '../openapi/places.ts';
import { openSchema, type Evidence, type Schema } from '../openapi/schema.ts';

/** Something that the contract says of a response and that only runs can prove: it is assumed, or was until they did. */
export interface Statement {
  /** Its place in the contract file, `$ref`s followed: `/components/schemas/Review/properties/id`. */
  readonly place: string;
  /**
   * The keyword, as `x-keyword-evidence` names it. `field`: the field exists and matches its schema; `response`: the body with
   * this status matches its schema; `header`: the header exists.
   */
  readonly keyword: string;
  /** The keyword's value; null where the keyword is enough (`nulls`, `field`). */
  readonly value: unknown;
  readonly operation: string;
  readonly status: string;
  /** Into the body, `*` for each index; of a header, its name. */
  readonly pointer: string;
  /** The schema that one value has to match. */
  readonly schema: Schema;
}

/** Keywords that a value is not looked at for. */
const PLAIN: readonly string[] = ['nulls', 'field', 'response', 'header'];

interface RawNode extends Omit<Schema, 'items' | 'properties'> {
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Every statement of a contract that is assumed, or observed by runs alone, for each operation and status that it holds of. */
export function statementsOf({ document, operations }: Contract): Statement[] {
  return operations.flatMap(({ id: operation, path }) => {
    const from = ['paths', path, 'get', 'responses'];
    return Object.keys(valueAt(document, from) ?? {}).flatMap((status): Statement[] => {
      const at = follow(document, [...from, status]);
      const response = valueAt(document, at) as { readonly 'x-evidence'?: Evidence; readonly headers?: object };
      const content = Object.keys(valueAt(document, [...at, 'content']) ?? {});
      const type = content.find((name) => name.includes('json')) ?? content[0];
      const body = type === undefined ? undefined : follow(document, [...at, 'content', type, 'schema']);
      const schema = body === undefined ? {} : openSchema(dereference(document, valueAt(document, body)) as Schema);
      const base = { operation, status, value: null };
      const whole = { ...base, place: pointerOf(at), keyword: 'response', pointer: '', schema };
      const headers = Object.keys(response.headers ?? {}).flatMap((name): Statement[] => {
        const place = follow(document, [...at, 'headers', name]);
        const header = valueAt(document, place) as Schema;
        if (!isWeak(header, 'field')) return [];
        return [{ ...base, place: pointerOf(place), keyword: 'header', pointer: name, schema: {} }];
      });
      return [
        ...(isWeak(response, 'field') ? [whole] : []),
        ...headers,
        ...(body === undefined ? [] : within(document, body, '').map((one) => ({ ...one, operation, status }))),
      ];
    });
  });
}

type Local = Omit<Statement, 'operation' | 'status'>;

/** Whether only our own runs prove it. */
function isWeak(node: Pick<Schema, 'x-evidence' | 'x-keyword-evidence' | 'x-observed'>, keyword: string): boolean {
  const level = keyword === 'field' ? node['x-evidence'] : node['x-keyword-evidence']?.[keyword];
  return level === 'assumed' || (level !== undefined && node['x-observed']?.[keyword] !== undefined);
}

function within(document: Contract['document'], at: readonly string[], pointer: string): Local[] {
  const node = valueAt(document, at) as RawNode | undefined;
  if (node === undefined) return [];
  const place = pointerOf(at);
  const names = Object.keys(node['x-keyword-evidence'] ?? {}).filter(
    // `required` is about several fields, so it is left out here.
    (name) => name !== 'required' && isWeak(node as Schema, name),
  );
  const keywords = names.map((keyword): Local => {
    const value = (node as Readonly<Record<string, unknown>>)[keyword];
    return {
      place,
      keyword,
      value: PLAIN.includes(keyword) ? null : (value ?? null),
      pointer,
      schema: alone(node, keyword),
    };
  });
  const field = isWeak(node, 'field') && pointer !== '' && !pointer.endsWith('/*');
  const whole = field ? openSchema(dereference(document, node) as Schema) : {};
  return [
    ...(field ? [{ place, keyword: 'field', value: null, pointer, schema: whole }] : []),
    ...keywords,
    ...Object.keys(node.properties ?? {}).flatMap((name) =>
      within(document, follow(document, [...at, 'properties', name]), pointer + pointerOf([name])),
    ),
    ...(node.items === undefined ? [] : within(document, follow(document, [...at, 'items']), `${pointer}/*`)),
  ];
}

/** A schema with only one keyword, and the type that it applies to. */
function alone(node: RawNode, keyword: string): Schema {
  if (PLAIN.includes(keyword)) return {};
  const { type, exclusiveMinimum, exclusiveMaximum } = node;
  const value = (node as Readonly<Record<string, unknown>>)[keyword];
  return {
    ...(type === undefined ? {} : { type }),
    ...(keyword === 'minimum' && exclusiveMinimum ? { exclusiveMinimum } : {}),
    ...(keyword === 'maximum' && exclusiveMaximum ? { exclusiveMaximum } : {}),
    [keyword]: value,
  };
}

/** One statement, wherever it holds: places are shared by operations. */
export const statementKey = ({ place, keyword }: Pick<Statement, 'place' | 'keyword'>): string => `${place} ${keyword}`;

/** A place of the contract file in short: `Review.id`, `BadRequest`, `listClients`. */
export function shortPlace({ document }: Pick<Contract, 'document'>, pointer: string): string {
  const place = placeOf(pointer);
  const [root, section, name, ...rest] = place;
  if (root === 'components') {
    const path = rest.flatMap((step, i) => {
      if (step === 'items') return ['[]'];
      if (step === 'properties') return [];
      return rest[i - 1] === 'properties' ? [`.${step}`] : [` ${step}`];
    });
    const kind = section === 'parameters' ? 'parameter ' : section === 'headers' ? 'header ' : '';
    return `${kind}${name ?? ''}${path.join('')}`;
  }
  if (root === 'paths') {
    const id = valueAt(document, ['paths', section ?? '', name ?? '', 'operationId']);
    const [part, key, ...more] = rest;
    const words = typeof id === 'string' ? id : `${name ?? ''} ${section ?? ''}`;
    if (part === undefined) return words;
    if (part === 'x-fields') {
      const field = valueAt(document, [...place, 'name']);
      return `${words}: filter field ${typeof field === 'string' ? field : (key ?? '')}`;
    }
    const schema = more.lastIndexOf('schema');
    const inside = more.slice(schema + 1).flatMap((step, i, all) => {
      if (step === 'items') return ['[]'];
      return step !== 'properties' || all[i - 1] === 'properties' ? [`.${step}`] : [];
    });
    return `${words}: ${part === 'responses' ? '' : `${part} `}${key ?? ''}${schema === -1 ? more.join(' ') : inside.join('')}`;
  }
  return place.slice(0, 3).join(' ');
}
