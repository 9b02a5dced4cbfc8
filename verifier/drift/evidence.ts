import { createHash } from 'node:crypto';
import type { Schema } from '../../spec/contract.ts';
import type { Evidence } from '../../spec/generated/run-record.ts';
import { statementKey, statementsOf, type Statement } from '../../spec/learn/statements.ts';
import { placeOf } from '../../spec/openapi/places.ts';
import type { CheckContext } from '../check-context.ts';
import { header, json, type CompletedExchange } from '../exchange.ts';
import type { Recorder } from '../recorder.ts';
import { schemaErrors } from '../schema.ts';
import { placeInContract } from './patch.ts';
import { survey } from './survey.ts';

/** A statement of the contract, and how often responses kept and broke it. */
interface Tally {
  readonly statement: Statement;
  tried: number;
  broken: number;
}

interface State {
  upTo: number;
  /** By operation and status. */
  readonly by: ReadonlyMap<string, readonly { readonly statement: Statement; readonly steps: readonly string[] }[]>;
  readonly tallies: Map<string, Tally>;
}

const states = new WeakMap<Recorder, State>();

/** Most values of an open set that are recorded, and the longest. More or longer ones are the account's data, not a set. */
const MOST_VALUES = 30;
const LONGEST_VALUE = 60;

/**
 * What the responses prove of what the contract only assumes: how often each such statement was tried and broken, and which
 * values open sets had. It holds no other text of a row.
 */
export function evidenceOf(context: CheckContext): Evidence {
  const { contract, target } = context;
  const told = [...tallied(context).values()].filter(({ tried }) => tried > 0);
  return {
    target: hashedHost(target.baseUrl),
    statements: told.map(({ statement: { place, keyword, value }, tried, broken }) => ({
      ...{ place, keyword, ...(value === null ? {} : { value }), tried, broken },
    })),
    values: survey(context).flatMap((place) => {
      if (!place.schema?.['x-known-values'] || place.values.size === 0) return [];
      const short = [...place.values].filter(([value]) => typeof value === 'string' && value.length <= LONGEST_VALUE);
      const most = short.sort(([, a], [, b]) => b.count - a.count).slice(0, MOST_VALUES);
      const seen = most.map(([value, { count }]) => ({ value: String(value), count }));
      const others = place.values.size - seen.length;
      return [{ place: placeInContract(contract, place.operation, place.pointer), seen, others }];
    }),
  };
}

/** The host of a target, as a record may show it to others: the same hash for the same host. */
export function hashedHost(baseUrl: string): string {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  return `sha256-${createHash('sha256').update(host.toLowerCase()).digest('hex').slice(0, 12)}`;
}

function tallied({ recorder, contract }: CheckContext): ReadonlyMap<string, Tally> {
  let state = states.get(recorder);
  if (state === undefined) {
    const by = new Map<string, { statement: Statement; steps: readonly string[] }[]>();
    for (const statement of statementsOf(contract)) {
      const name = `${statement.operation} ${statement.status}`;
      const one = { statement, steps: statement.keyword === 'header' ? [] : placeOf(statement.pointer) };
      by.set(name, [...(by.get(name) ?? []), one]);
    }
    states.set(recorder, (state = { upTo: 0, by, tallies: new Map() }));
  }
  const all = recorder.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    const { operation } = exchange?.request ?? {};
    if (exchange?.response === undefined || operation === undefined || exchange.request.method === 'HEAD') continue;
    for (const { statement, steps } of state.by.get(`${operation} ${exchange.response.status}`) ?? [])
      look(state.tallies, statement, steps, exchange as CompletedExchange);
  }
  return state.tallies;
}

function look(
  tallies: State['tallies'],
  statement: Statement,
  steps: readonly string[],
  { request, response }: CompletedExchange,
): void {
  const key = statementKey(statement);
  let tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, (tally = { statement, tried: 0, broken: 0 }));
  const { keyword, pointer, schema } = statement;
  const take = (holds: boolean) => {
    tally.tried += 1;
    if (!holds) tally.broken += 1;
  };
  if (keyword === 'header') return take(header(response, pointer) !== undefined);
  const body = json(response);
  if (keyword === 'response') return take(body !== undefined && keeps(schema, body));
  // A server may repeat the requested page, however large: that number is ours.
  const requested = new URLSearchParams(request.target.split('?')[1] ?? '').get(pointer.slice(1));
  visit(body, steps, 0, (value) => {
    if (keyword === 'nulls') return take(value !== null);
    if (keyword === 'field') return take(keeps(schema, value));
    if (value === null || (keyword !== 'type' && !isOfType(value, schema))) return;
    const holds = keeps(schema, value);
    if (holds || requested === null || Number(requested) !== value) take(holds);
  });
}

/** Every value at a place of a body. */
function visit(value: unknown, steps: readonly string[], at: number, found: (value: unknown) => void): void {
  const step = steps[at];
  if (step === undefined) return found(value);
  if (step === '*') {
    if (Array.isArray(value)) for (const item of value) visit(item, steps, at + 1, found);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if (step in value) visit((value as Record<string, unknown>)[step], steps, at + 1, found);
}

function isOfType(value: unknown, { type }: Schema): boolean {
  if (type === undefined) return true;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  return typeof value === type;
}

/** Equal schemas share one object: compiling a schema takes longer than judging by it. */
const byText = new Map<string, Schema>();
const bySchema = new WeakMap<Schema, Schema>();

function keeps(schema: Schema, value: unknown): boolean {
  let known = bySchema.get(schema);
  if (known === undefined) {
    const text = JSON.stringify(schema);
    known = byText.get(text) ?? schema;
    byText.set(text, known);
    bySchema.set(schema, known);
  }
  return schemaErrors(known, value).length === 0;
}
