import type { Field, Operation } from '../../spec/contract.ts';
import { readCondition } from './condition.ts';
import { PREDICATES, type FilterRule, type Predicate } from './filter.ts';
import type { QueryParameters } from './query-string.ts';
import { DIRECTIONS, type SortRule } from './sort.ts';

/** The filters, order and page that a request names, read and checked. */
export interface ListQuery {
  readonly page: number;
  readonly pageSize: number;
  readonly filters: readonly FilterRule[];
  readonly sorting: readonly SortRule[];
}

/** What is wrong with which parameter, and how to put it right. */
export interface Violation {
  readonly parameter: string;
  readonly message: string;
}

/** Thrown while reading; becomes a Violation. */
class Unreadable extends Error {}

const WHOLE = /^[1-9]\d{0,9}$/;
const MAX_INT32 = 2_147_483_647;
/** Longer texts of a request are not repeated in a response. */
const QUOTABLE = /^[\w.\- ]{1,32}$/;

function wholeNumber(values: readonly string[] | undefined, fallback: number, max: number): number {
  if (!values) return fallback;
  const [text = ''] = values;
  const value = WHOLE.test(text) ? Number(text) : 0;
  if (values.length > 1 || value < 1 || value > max) {
    throw new Unreadable(`Send one whole number from 1 to ${max}.`);
  }
  return value;
}

type Rule = Readonly<Record<string, unknown>>;

const isRule = (value: unknown): value is Rule => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rule objects of a parameter: each of its values is JSON, an object or an array of objects (FIL-10). */
function rules(values: readonly string[], example: string): Rule[] {
  return values.flatMap((text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Unreadable(`This is not JSON. Send an object or an array of them, such as ${example}.`);
    }
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    if (list.length === 0 || !list.every(isRule)) {
      throw new Unreadable(`Send a JSON object, or an array of at least one, such as ${example}.`);
    }
    return list;
  });
}

function oneOf<Value extends string>(name: string, value: unknown, known: readonly Value[]): Value {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  const wrong =
    value === undefined
      ? `The ${name} is missing`
      : typeof value === 'string' && QUOTABLE.test(value)
        ? `There is no ${name} "${value}"`
        : `This is no ${name}`;
  throw new Unreadable(`${wrong}. Use one of: ${known.join(', ')}.`);
}

/** The fields of a list that rules may name, by name. */
const usable = new WeakMap<readonly Field[], ReadonlyMap<unknown, Field>>();

function usableOf(fields: readonly Field[]): ReadonlyMap<unknown, Field> {
  const known = usable.get(fields);
  if (known) return known;
  const open = fields.filter(({ type }) => type !== 'array' && type !== 'object');
  const byName = new Map(open.map((field) => [field.name, field]));
  usable.set(fields, byName);
  return byName;
}

function fieldOf(value: unknown, fields: readonly Field[]): Field {
  const byName = usableOf(fields);
  return (
    byName.get(value) ??
    byName.get(
      oneOf(
        'field',
        value,
        [...byName.values()].map(({ name }) => name),
      ),
    )!
  );
}

const FILTER_EXAMPLE = '{"field":"id","predicate":"equal","condition":"1","operator":null}';
const SORT_EXAMPLE = '{"field":"id","direction":"asc"}';

function filterOf(rule: Rule, fields: readonly Field[]): FilterRule {
  const field = fieldOf(rule['field'], fields);
  const predicate: Predicate = oneOf('predicate', rule['predicate'], PREDICATES);
  const { condition, operator } = rule;
  if (typeof condition !== 'string') {
    throw new Unreadable('Send the condition as text, also for numbers, booleans and dates.');
  }
  const joins = operator === null || operator === undefined ? 'and' : oneOf('operator', operator, ['and', 'or']);
  if (predicate === 'contains') return { field, predicate, condition, key: condition, operator: joins };
  const read = readCondition(field, condition);
  if ('problem' in read) throw new Unreadable(read.problem);
  return { field, predicate, condition, key: read.key, operator: joins };
}

function sortOf(rule: Rule, fields: readonly Field[]): SortRule {
  return {
    field: fieldOf(rule['field'], fields),
    direction: oneOf('direction', rule['direction'], DIRECTIONS),
  };
}

/**
 * Reads page, pageSize, queryFilters and sortingRules; other parameters mean nothing here (CON-13).
 *
 * @returns the query, or everything that is wrong with it
 */
export function readListQuery(
  parameters: QueryParameters,
  { fields, maxPageSize, defaultPageSize }: Pick<Operation, 'fields' | 'maxPageSize' | 'defaultPageSize'>,
): ListQuery | readonly Violation[] {
  const violations: Violation[] = [];
  const attempt = <Value>(parameter: string, fallback: Value, read: (values?: readonly string[]) => Value): Value => {
    try {
      return read(parameters.get(parameter));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      violations.push({ parameter, message: error.message });
      return fallback;
    }
  };
  const query: ListQuery = {
    page: attempt('page', 1, (values) => wholeNumber(values, 1, MAX_INT32)),
    pageSize: attempt('pageSize', defaultPageSize, (values) => wholeNumber(values, defaultPageSize, maxPageSize)),
    filters: attempt('queryFilters', [], (values = []) =>
      rules(values, FILTER_EXAMPLE).map((rule) => filterOf(rule, fields)),
    ),
    sorting: attempt('sortingRules', [], (values = []) =>
      rules(values, SORT_EXAMPLE).map((rule) => sortOf(rule, fields)),
    ),
  };
  return violations.length > 0 ? violations : query;
}
