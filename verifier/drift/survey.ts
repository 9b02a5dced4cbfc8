import type { Operation, Schema } from '../../spec/contract.ts';
import type { CheckContext } from '../check-context.ts';
import { json, type CompletedExchange } from '../exchange.ts';
import type { Recorder } from '../recorder.ts';
import { sendsUnknown } from '../unknown-parameters.ts';
import { formatOf } from './format.ts';

/** What the responses have shown at one place of an operation's schema. */
export interface Place {
  operation: Operation;
  /** Pointer into a response with `*` for each index: `/items/*\/client/tier`. */
  pointer: string;
  /** The contract's schema of the place; undefined for an unknown field. */
  schema: Schema | undefined;
  required: boolean;
  /** Objects that could have had the field. */
  chances: number;
  /** Objects that had it, null or not. */
  present: number;
  nulls: number;
  /**
   * Where the contract names a set: distinct texts, each with its count and the exchange that showed it first. Else the first
   * value.
   */
  values: Map<unknown, { count: number; exchange: number }>;
  /** How its values were written, in the words of format.ts, with a count and an example of each. */
  formats: Map<string, { count: number; example: unknown }>;
  /** Number of an exchange that shows it. */
  exchange: number;
  /** Number of an exchange in which it was null; undefined where it never was. */
  nullExchange?: number;
}

interface Survey {
  upTo: number;
  places: Map<string, Place>;
}

const surveys = new WeakMap<Recorder, Survey>();

/** Distinct values kept for a place that is no open set: enough for an example and to infer the format. */
const EXAMPLES = 5;

/** Every place in the 2xx responses to the contract's operations, and every field that they could have had. */
export function survey({ recorder, contract }: Pick<CheckContext, 'recorder' | 'contract'>): Place[] {
  let state = surveys.get(recorder);
  if (state === undefined) surveys.set(recorder, (state = { upTo: 0, places: new Map<string, Place>() }));
  const all = recorder.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    const operation = contract.operations.find(({ id }) => id === exchange?.request.operation);
    if (!exchange?.response || exchange.response.status !== 200 || exchange.request.method !== 'GET' || !operation)
      continue;
    if (sendsUnknown(operation, exchange.request)) continue;
    visit(state.places, operation, exchange as CompletedExchange, operation.envelope, json(exchange.response), '');
  }
  return [...state.places.values()];
}

function visit(
  places: Survey['places'],
  operation: Operation,
  exchange: CompletedExchange,
  schema: Schema,
  value: unknown,
  pointer: string,
): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(places, operation, exchange, schema.items ?? {}, item, `${pointer}/*`);
    return;
  }
  if (typeof value !== 'object' || value === null || !schema.properties) return;
  const fields = value as Record<string, unknown>;
  for (const name of new Set([...Object.keys(schema.properties), ...Object.keys(fields)])) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const field = schema.properties[name];
    const place = placeAt(places, operation, exchange.n, at, field, schema.required?.includes(name) ?? false);
    place.chances += 1;
    if (!(name in fields)) continue;
    place.present += 1;
    note(place, fields[name], exchange.n);
    if (field) visit(places, operation, exchange, field, fields[name], at);
  }
}

function placeAt(
  places: Survey['places'],
  operation: Operation,
  exchange: number,
  pointer: string,
  schema: Schema | undefined,
  required: boolean,
): Place {
  const key = `${operation.id} ${pointer}`;
  let place = places.get(key);
  if (place === undefined) {
    const nothing = { chances: 0, present: 0, nulls: 0, values: new Map(), formats: new Map() };
    place = { operation, pointer, schema, required, exchange, ...nothing };
    places.set(key, place);
  }
  return place;
}

function note(place: Place, value: unknown, exchange: number): void {
  if (place.present === 1) place.exchange = exchange;
  if (value === null) {
    place.nulls += 1;
    place.nullExchange ??= exchange;
    return;
  }
  const format = formatOf(value);
  if (format !== undefined) {
    const written = place.formats.get(format);
    if (written) written.count += 1;
    else place.formats.set(format, { count: 1, example: value });
  }
  const known = place.values.get(value);
  if (known) known.count += 1;
  else if (place.schema?.['x-known-values'] || place.values.size < EXAMPLES)
    place.values.set(value, { count: 1, exchange });
}
