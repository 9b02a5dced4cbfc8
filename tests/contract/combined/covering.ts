import type { CheckContext } from '../../../verifier/check.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import type { FilterRule, ListQuery, SortRule } from '../../../verifier/requests.ts';
import { sortFields } from '../checks/sorted.ts';
import { groupsOf } from './groups.ts';
import { partsOf } from './parts.ts';
import type { Query } from './query.ts';

/**
 * Queries that cover a list: every filter field with every predicate, every sort field in one direction (the other one the
 * next night) and pages from its beginning, middle and end, as many of them in one request as can be told apart.
 */
export function coveringQueries(context: CheckContext, list: KnownList): Query[] {
  if (list.rows.length < 2) return [];
  const groups = groupsOf(list, partsOf(context, list));
  const fields = sortFields(context, list).map(({ name }) => name);
  const count = Math.max(groups.length, fields.length);
  return Array.from({ length: count }, (_, i) => {
    const group = groups[i];
    const rules = group
      ? joined(
          group.parts.map(({ rule }) => rule),
          group.operator,
        )
      : [];
    const [first, ...more] = rules;
    const sort = sortOf(fields, i, context.seed);
    const query: ListQuery = {
      ...pageOf(list, rules, context.seed + i),
      ...(first ? { filter: more.length > 0 ? rules : first } : {}),
      ...(sort ? { sort } : {}),
    };
    return { query, depth: 'quick', parts: group?.parts ?? [] };
  });
}

/**
 * Each field once in one direction. Where filters outnumber the fields the directions turn round on the second way
 * through, and every third request has a second rule.
 */
function sortOf(fields: readonly string[], i: number, seed: number): SortRule | SortRule[] | undefined {
  const field = fields[i % Math.max(1, fields.length)];
  if (field === undefined) return undefined;
  const round = Math.floor(i / fields.length);
  const up = (seed + (i % fields.length) + round) % 2 === 0;
  const rule: SortRule = { field, direction: up ? 'asc' : 'desc' };
  const second = fields[(i + 1 + round + (seed % fields.length)) % fields.length];
  if (i % 3 !== 1 || second === undefined || second === field) return rule;
  return [rule, { field: second, direction: up ? 'desc' : 'asc' }];
}

/**
 * A page of what the rules take: its first most of it, its second half, its last third, or all of it, in turn; of a long
 * list pages that show many rows.
 */
function pageOf(list: KnownList, rules: readonly FilterRule[], turn: number): { page: number; pageSize: number } {
  const { operation, known, totalCount, complete } = list;
  const taken = known.filter((row) => rules.length === 0 || predictRules(operation, row, rules) === 'yes').length;
  const rows = rules.length === 0 ? totalCount : taken;
  const most = operation.maxPageSize;
  const cut = (page: number, share: number) => ({
    page,
    pageSize: Math.min(most, Math.max(1, Math.ceil(rows * share))),
  });
  if (rows < 2) return { page: 1, pageSize: most };
  // Of a list that is not known whole a page that holds all that the rules take shows what is missing.
  const share = list.rows.length / totalCount;
  if (!complete && rules.length > 0 && taken / share <= most && turn % 3 !== 2) return { page: 1, pageSize: most };
  if (!complete && rows > most) return { page: 1 + (turn % 3), pageSize: Math.min(most, 60 + (turn % 7) * 6) };
  return [cut(2, 0.55), cut(1, 0.7), cut(3, 0.4), cut(2, 0.4), cut(2, 0.5)][turn % 5] ?? cut(1, 1);
}
