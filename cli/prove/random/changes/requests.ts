import type { Field } from '../../../../spec/contract.ts';
import type { Reply } from '../../../../mocks/types.ts';
import { fieldOf } from '../../../../mocks/data/columns.ts';
import { withJson } from '../../../../mocks/faults/support/replies.ts';
import type { Requested } from '../list-request.ts';
import { promisedFields } from '../conditions/condition.ts';
import type { Envelope, Make } from './change.ts';

/** Removes a parameter, or a part of one, from the request before it is served. */
export const forget: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const part = dice.pick([
    'the filter',
    'the last filter',
    'the sort',
    'the last sorting rule',
    'the page',
    'the page size',
  ]);
  return {
    kind: 'forget a part of the request',
    words: `${part} is forgotten`,
    async apply({ request, reply, requested, conforming }) {
      const query = new URLSearchParams(request.query);
      const name = part.includes('filter')
        ? 'queryFilters'
        : part.includes('sort')
          ? 'sortingRules'
          : part === 'the page'
            ? 'page'
            : 'pageSize';
      const rules = name === 'queryFilters' ? requested.filters : requested.sorts;
      if (!query.has(name) || (part.includes('last') && rules.length < 2)) return undefined;
      query.delete(name);
      if (part.includes('last')) query.set(name, JSON.stringify(rules.slice(0, -1)));
      // The order of rows is no promise if the request names no order.
      if (part.includes('sort') && !orderMatters(reply, requested)) return undefined;
      return served(reply, await conforming({ ...request, query: query.toString() }));
    },
  };
};

/** The response to another request, with the echo of this one, because a wrong echo is another change. */
function served(reply: Reply, other: Reply): Reply | undefined {
  if (other.status !== 200 || other.body?.equals(reply.body ?? Buffer.alloc(0))) return undefined;
  const [was, is] = [reply, other].map((one) => JSON.parse(String(one.body)) as Envelope);
  return was && is ? withJson(reply, { ...is, page: was.page, pageSize: was.pageSize }) : undefined;
}

const MISREAD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'and and or': { and: 'or', or: 'and' },
  'equal and contains': { equal: 'contains', contains: 'equal' },
  'equal and notEqual': { equal: 'notEqual', notEqual: 'equal' },
  'greater and less': { greaterThan: 'lessThan', lessThan: 'greaterThan' },
};

/** Replaces one word of the filters by another. */
export const misread: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const pair = dice.pick(Object.keys(MISREAD));
  const words = MISREAD[pair] ?? {};
  return {
    kind: 'misread the filters',
    words: `${pair} change places`,
    async apply({ request, reply, requested: { filters }, conforming }) {
      const other = (word: string | null | undefined) => (word ? (words[word] ?? word) : word);
      const changed = filters.map((rule) => ({
        ...rule,
        predicate: other(rule.predicate),
        operator: other(rule.operator),
      }));
      if (filters.length === 0 || JSON.stringify(changed) === JSON.stringify(filters)) return undefined;
      const query = new URLSearchParams(request.query);
      query.set('queryFilters', JSON.stringify(changed));
      return served(reply, await conforming({ ...request, query: query.toString() }));
    },
  };
};

/** Begins the page one row too early or too late. */
export const shiftedPage: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const late = dice.pick([true, false]);
  return {
    kind: 'shift the page',
    words: `the page begins one row too ${late ? 'late' : 'early'}`,
    async apply({ request, reply, requested, body, conforming }) {
      const { items, page, pageSize } = body;
      // Without an order only a list that is not filtered keeps its rows.
      if (page < 2 || items.length === 0 || (requested.sorts.length > 0 && !orderMatters(reply, requested)))
        return undefined;
      const query = new URLSearchParams(request.query);
      query.set('page', String(late ? page + 1 : page - 1));
      query.set('pageSize', String(pageSize));
      const other = await conforming({ ...request, query: query.toString() });
      if (other.status !== 200) return undefined;
      const beside = (JSON.parse(String(other.body)) as Envelope).items;
      const row = late ? beside[0] : beside.at(-1);
      const kept = late ? [...items.slice(1), ...(row ? [row] : [])] : [...(row ? [row] : []), ...items.slice(0, -1)];
      return withJson(reply, { ...body, items: kept });
    },
  };
};

function orderMatters(reply: Reply, { operation, sorts: [first] }: Requested): boolean {
  const field: Field | undefined = promisedFields(operation).find(({ name }) => name === first?.field);
  const { items } = JSON.parse(String(reply.body)) as Envelope;
  return field !== undefined && new Set(items.map((row) => fieldOf(row, field.member) ?? null)).size > 2;
}
