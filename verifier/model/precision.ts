import type { Field, Operation } from '../../spec/contract.ts';
import type { CompletedExchange } from '../exchange.ts';
import type { Recorder } from '../recorder.ts';
import type { FilterRule } from '../requests.ts';
import { envelope, rowKey, valueAt, type Row } from './rows.ts';
import { comparable } from './values.ts';

/** Ticks (100 ns) of the last of so many fraction digits; of a whole second for none. */
const ticksOf = (digits: number) => 10n ** BigInt(7 - digits);

/** How precisely a date field is shown that is stored more precisely, and the exchange that proves it. */
export interface Step {
  ticks: bigint;
  digits: number;
  /** The value that a row shows and `equal` does not find. */
  condition: string;
  exchange: number;
}

export type Steps = ReadonlyMap<string, Step>;

function shownDigits(rows: readonly Row[], field: Field): number {
  const digits = rows.map((row) => {
    const value = valueAt(row, field.member);
    return typeof value === 'string' ? (/\.(\d+)/.exec(value)?.[1]?.length ?? 0) : 0;
  });
  return Math.max(0, ...digits);
}

/** A single filter rule and the rows that it returned. */
interface Filtered {
  rule: FilterRule;
  keys: ReadonlySet<string>;
  whole: boolean;
  /** Number of the exchange. */
  exchange: number;
}

interface Read {
  upTo: number;
  byPath: Map<string, Filtered[]>;
}

const read = new WeakMap<Recorder, Read>();

/**
 * Date fields that the server stores more precisely than it shows them: `equal` to a value that a row shows does not find the
 * row, while `greaterThan` or `lessThan` the same value does. Such a field is known only up to its last digit.
 * @param rows rows of the list that were seen
 */
export function coarseDates(recorder: Recorder, operation: Operation, path: string, rows: readonly Row[]): Steps {
  const coarse = new Map<string, Step>();
  const filtered = singleRules(recorder, path);
  for (const field of operation.fields.filter(({ type }) => type === 'date')) {
    const own = filtered.filter(({ rule }) => rule.field === field.name);
    for (const { rule, keys, whole, exchange } of own.filter(({ rule: { predicate } }) => predicate === 'equal')) {
      if (!whole) continue;
      const wanted = comparable(field, rule.condition);
      const lost = rows.filter((row) => wanted !== null && comparable(field, valueAt(row, field.member)) === wanted);
      const beside = own.filter(
        ({ rule: other }) =>
          other.condition === rule.condition && ['greaterThan', 'lessThan'].includes(other.predicate),
      );
      const found = lost.some((row) => !keys.has(rowKey(row)) && beside.some((one) => one.keys.has(rowKey(row))));
      if (!found || coarse.has(field.name)) continue;
      const digits = shownDigits(rows, field);
      const ticks = ticksOf(digits);
      // A row that is further off than the hidden digits allow is compared incorrectly.
      const beyond = ({ rule: other }: Filtered) => {
        const at = comparable(field, other.condition);
        if (typeof at !== 'bigint' || typeof wanted !== 'bigint') return false;
        return other.predicate === 'greaterThan'
          ? at > wanted + ticks
          : other.predicate === 'lessThan' && at < wanted - ticks;
      };
      if (own.some((one) => beyond(one) && lost.some((row) => one.keys.has(rowKey(row))))) continue;
      coarse.set(field.name, { ticks, digits, condition: rule.condition ?? '', exchange });
    }
  }
  return coarse;
}

function singleRules(recorder: Recorder, path: string): readonly Filtered[] {
  let state = read.get(recorder);
  if (state === undefined) read.set(recorder, (state = { upTo: 0, byPath: new Map() }));
  const all = recorder.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    if (!exchange?.response || !exchange.request.target.includes('Date')) continue;
    const one = filteredOf(exchange as CompletedExchange);
    if (one === null) continue;
    const [where = ''] = exchange.request.target.split('?');
    state.byPath.set(where, [...(state.byPath.get(where) ?? []), one]);
  }
  return state.byPath.get(path) ?? [];
}

function filteredOf({ n, request, response }: CompletedExchange): Filtered | null {
  const query = new URLSearchParams(request.target.split('?')[1] ?? '');
  const [text, ...more] = query.getAll('queryFilters');
  const list = envelope(response);
  if (text === undefined || more.length > 0 || list === null) return null;
  try {
    const rules = [JSON.parse(text) as FilterRule | FilterRule[]].flat();
    const [rule] = rules;
    if (rules.length !== 1 || rule === undefined) return null;
    return { rule, keys: new Set(list.items.map(rowKey)), whole: list.items.length >= list.totalCount, exchange: n };
  } catch {
    return null;
  }
}
