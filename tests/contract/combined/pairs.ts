import type { CheckContext } from '../../../verifier/check-context.ts';
import { hash } from '../../../verifier/choose.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { joined } from '../../../verifier/model/rules.ts';
import type { FilterRule, ListQuery, SortRule } from '../../../verifier/requests.ts';
import { promised } from '../checks/conditions.ts';
import { early, rotated } from '../checks/rotate.ts';
import type { Query } from './query.ts';
import { rangesOf, rulePool, takenBy, type PooledRule } from './rule-pool.ts';

/** Most requests of this kind on one list, whatever its fields. */
const MOST = 60;

/**
 * Queries that join filters by twos and threes, ranges of one field among them, with an order and a page. Each documented sort
 * field comes first in both directions, and each filter field appears with each of its predicates.
 */
export function pairQueries(context: CheckContext, list: KnownList): Query[] {
  const fields = rotated(promised(list), context);
  if (list.rows.length < 2 || fields.length === 0) return [];
  const ranges = rotated(rangesOf(context, list), context);
  const pool = rotated(rulePool(context, list), context);
  const both = twoThatBothCount(pool);
  const groups = [...(both ? [both] : []), ...ranges, ...groupsOf(pool)];
  const count = Math.min(MOST, Math.max(2 * fields.length, groups.length));
  return Array.from({ length: count }, (_, i): Query => {
    const group = groups[i % groups.length];
    const taken = group ? takenBy(group.rules, group.operator) : list.rows.length;
    const rules = group
      ? joined(
          group.rules.map(({ rule }) => rule),
          group.operator,
        )
      : [];
    const sort = sortOf(
      fields.map(({ name }) => name),
      i,
      context.seed,
    );
    const query = { ...pageOf(taken, i), sort, ...filterOf(rules) };
    // Two filters and one range of each list are in every run.
    return { query, depth: i < 2 ? early(context) : 'full', parts: [] };
  }).concat(wideUnion(context, list) ?? [], oneByOne(context, list), halfStated(context, list));
}

/** A page without a size, and a size without a page, which many clients send: where one is absent, its default applies. */
function halfStated(context: CheckContext, { operation, totalCount }: KnownList): Query[] {
  const { defaultPageSize } = operation;
  const isDue = hash(1, operation.id) % ONE_IN === context.seed % ONE_IN;
  const size = Math.max(1, Math.min(defaultPageSize - 1, Math.floor(totalCount / 2)));
  return [
    { query: { page: 2 }, depth: totalCount > defaultPageSize ? early(context) : 'full', parts: [] },
    { query: { pageSize: size }, depth: isDue ? early(context) : 'full', parts: [] },
  ];
}

/** In every run one list in so many gets pages of one row; at `full` the others, too. */
const ONE_IN = 3;

/** A page of one row past the first: the smallest size that there is. */
function oneByOne(context: CheckContext, { operation, totalCount }: KnownList): Query {
  const isDue = hash(0, operation.id) % ONE_IN === context.seed % ONE_IN;
  const query = { page: Math.min(totalCount, 2 + (context.seed % 3)), pageSize: 1 };
  return { query, depth: isDue ? early(context) : 'full', parts: [] };
}

/** Two rules of two fields joined by `and`, each of which leaves out rows that the other one takes. */
function twoThatBothCount(pool: readonly PooledRule[]): Group | undefined {
  const pairs = pool.flatMap((a, i) =>
    pool
      .slice(i + 1)
      .filter((b) => a.rule.field !== b.rule.field && leavesOut(a, b) && leavesOut(b, a))
      .map((b): Group => ({ rules: [a, b], operator: 'and' })),
  );
  const takes = ({ rules }: Group) => takenBy(rules, 'and');
  return pairs.find((pair) => takes(pair) >= ENOUGH) ?? pairs.sort((a, b) => takes(b) - takes(a))[0];
}

const leavesOut = (a: PooledRule, b: PooledRule) =>
  a.matches.some((match, row) => match === 'no' && b.matches[row] === 'yes');

/**
 * Two rules joined by `or` that together take most rows of a page, but not all: a page that is cut short shows it. A row that both
 * take must not come twice.
 */
function wideUnion(context: CheckContext, list: KnownList): Query | null {
  const pool = rotated(rulePool(context, list), context);
  const pairs = pool.flatMap((a, i) =>
    pool
      .slice(i + 1)
      .flatMap((b) =>
        a.rule.field === b.rule.field
          ? []
          : [{ rules: [a, b], takes: takenBy([a, b], 'or'), isShared: takenBy([a, b], 'and') > 0 }],
      ),
  );
  const wide = pairs.filter(({ takes }) => takes < list.rows.length).sort((a, b) => b.takes - a.takes);
  const best = wide.find(({ isShared, takes }) => isShared && takes * 2 > list.rows.length) ?? wide[0];
  if (!best) return null;
  const rules = joined(
    best.rules.map(({ rule }) => rule),
    'or',
  );
  return {
    query: { page: 1, pageSize: list.operation.maxPageSize, ...filterOf(rules) },
    depth: early(context),
    parts: [],
  };
}

function filterOf([first, ...more]: readonly FilterRule[]): Pick<ListQuery, 'filter'> {
  return first ? { filter: more.length > 0 ? [first, ...more] : first } : {};
}

/**
 * Each field in turn, in one direction in the first round and in the other in the second; every second query has a second rule.
 */
function sortOf(fields: readonly string[], i: number, seed: number): SortRule | SortRule[] {
  const round = Math.floor(i / fields.length);
  const up = (i + round + seed) % 2 === 0;
  const rule = { field: fields[i % fields.length] ?? '', direction: up ? 'asc' : 'desc' };
  const second = fields[(i + 1 + round) % fields.length];
  if (i % 2 === 0 || second === undefined || second === rule.field) return rule;
  return [rule, { field: second, direction: up ? 'desc' : 'asc' }];
}

/** A page that has rows and, mostly, rows before it. */
function pageOf(taken: number, i: number): ListQuery {
  if (taken < 2) return i % 2 === 0 ? {} : { page: 1, pageSize: 10 };
  switch (i % 5) {
    case 0:
      return { page: 2, pageSize: Math.ceil(taken / 2) };
    case 1:
      return { page: 2, pageSize: Math.max(1, Math.floor(taken / 3)) };
    case 2:
      return { page: 1, pageSize: Math.min(taken, 7) };
    case 3:
      return taken < 6 ? { page: 2, pageSize: 1 } : { page: 3, pageSize: Math.floor(taken / 3) };
    default:
      return {};
  }
}

interface Group {
  readonly rules: readonly PooledRule[];
  readonly operator: 'and' | 'or';
}

/** Rows that a filter should leave, so that an order shows. */
const ENOUGH = 4;

/**
 * Puts every rule of the pool into a group: those that take many rows in twos under `and`, those that take few in twos and threes
 * under `or`, and now and then one alone.
 */
function groupsOf(pool: readonly PooledRule[]): Group[] {
  const half = Math.max(...pool.map(({ matches }) => matches.length)) / 2;
  const wide = pool.filter(({ takes }) => takes >= half);
  const narrow = pool.filter(({ takes }) => takes < half && takes > 0);
  const groups: Group[] = [];
  while (wide.length + narrow.length > 0) {
    const turn = groups.length;
    const from = turn % 2 === 0 && wide.length > 0 ? wide : narrow.length > 0 ? narrow : wide;
    const operator = from === wide ? 'and' : 'or';
    const first = from.shift();
    if (!first) break;
    const rules = [first];
    const size = turn % 5 === 4 ? 1 : operator === 'or' && turn % 3 === 0 ? 3 : 2;
    // The first rule of another field that leaves enough rows together with the others; else any of another field.
    while (rules.length < size) {
      const others = from.filter(({ rule }) => rules.every((one) => one.rule.field !== rule.field));
      const next = others.find((one) => takenBy([...rules, one], operator) >= ENOUGH) ?? others[0];
      if (!next) break;
      from.splice(from.indexOf(next), 1);
      rules.push(next);
    }
    groups.push({ rules, operator });
  }
  return groups;
}
