import { createHash } from 'node:crypto';
import type { Row } from '../../data/columns.ts';
import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Reply } from '../../types.ts';
import type { Fault, FaultHooks, ListContext } from '../hooks.ts';
import { changeReplies, jsonOf, problem, withBody, withHeaders } from '../support/replies.ts';
import { keyIn, valuesOf } from '../support/requests.ts';
import { textAt } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';
import { afterPaging } from '../support/paging.ts';

const fault = faultOf('auth');

/** The other provider's rows of the same list. */
type Others = (list: ListContext) => readonly Row[];

/** Hooks that can read what the other demo provider has. */
function withOthers(make: (others: Others) => FaultHooks): FaultHooks {
  let read: (list: ListContext) => readonly Row[] | undefined = () => [];
  const other = ({ providerId }: ListContext) =>
    providerId === DEMO_PROVIDERS.main ? DEMO_PROVIDERS.other : DEMO_PROVIDERS.main;
  return {
    ...make((list) => read({ ...list, providerId: other(list) }) ?? []),
    rows: (original) => (read = original),
  };
}

/** Filters the rows of all providers where `when` says so. */
const filteringAll = (
  when: (rules: Parameters<ReturnType<NonNullable<FaultHooks['filter']>>>[1]) => boolean,
): FaultHooks =>
  withOthers((others) => ({
    filter: (original) => (rows, rules, list) => original(when(rules) ? [...rows, ...others(list)] : rows, rules, list),
  }));

/** Faults of the class auth: rows, counts and names of one IT provider that another sees. */
export const authTenants: readonly Fault[] = [
  fault('leak-by-or', 'Forgets whose rows they are where two filters are joined by or.', ['AUTH-08'], () =>
    filteringAll((rules) => rules.some(({ operator }) => operator === 'or')),
  ),
  fault('leak-by-not-equal', 'Forgets whose rows they are in a filter by notEqual.', ['AUTH-08'], () =>
    filteringAll((rules) => rules.some(({ predicate }) => predicate === 'notEqual')),
  ),
  fault('leak-by-contains', 'Searches the texts of all IT providers.', ['AUTH-08'], () =>
    filteringAll((rules) => rules.some(({ predicate }) => predicate === 'contains')),
  ),
  fault('leak-by-id', "Finds any IT provider's row by its id.", ['AUTH-08'], () =>
    filteringAll((rules) => rules.some(({ predicate, field }) => predicate === 'equal' && field.name === 'id')),
  ),
  fault('leak-by-client', "Finds any IT provider's rows by the id of a client.", ['AUTH-08'], () =>
    filteringAll((rules) => rules.some(({ predicate, field }) => predicate === 'equal' && field.name === 'client.id')),
  ),
  fault('leak-totals', 'Counts the rows of all IT providers.', ['AUTH-08', 'PAG-05'], () =>
    withOthers((others) => afterPaging((page, { list }) => ({ totalCount: page.totalCount + others(list).length }))),
  ),
  fault('leak-filtered-totals', 'Counts the rows of all IT providers that match a filter.', ['AUTH-08', 'PAG-05'], () =>
    withOthers((others) => {
      let match: Others = () => [];
      return {
        filter: (original) => (rows, rules, list) => {
          match = (same) => (rules.length === 0 ? [] : original(others(same), rules, same));
          return original(rows, rules, list);
        },
        page: (original) => (rows, query, list) => {
          const page = original(rows, query, list);
          const more = query.filters.length === 0 ? 0 : match(list).length;
          return { ...page, totalCount: page.totalCount + more };
        },
      };
    }),
  ),
  fault('one-list-of-all', 'Serves one list of one IT provider to every other.', ['AUTH-08'], () => ({
    rows: (original) => (list) =>
      original(
        list.operation.id === 'listOverdueReviewCategories' ? { ...list, providerId: DEMO_PROVIDERS.main } : list,
      ),
  })),
  fault('leak-on-page-two', "Goes on with another IT provider's rows on the second page.", ['AUTH-08'], () =>
    withOthers((others) => ({
      page: (original) => (rows, query, list) => {
        const page = original(rows, query, list);
        if (query.page < 2 || list.operation.id !== 'listUsers') return page;
        return { ...page, items: original(others(list), { ...query, page: 1 }, list).items };
      },
    })),
  ),
  fault('leak-sorted', "Puts another IT provider's row at the end of a sorted list.", ['AUTH-08'], () =>
    withOthers((others) => ({
      sort: (original) => (rows, rules, list) =>
        rules.length === 0
          ? original(rows, rules, list)
          : [...original(rows, rules, list), ...others(list).slice(0, 1)],
    })),
  ),
  fault('leak-nested', "Names another IT provider's client inside a row.", ['AUTH-08', 'REL-02'], () =>
    withOthers((others) => ({
      envelope: (original) => (page, query, list) => {
        if (list.operation.id !== 'listMeetings') return original(page, query, list);
        const [client] = others(list).map((row) => row['client']);
        const items = page.items.map((row, at) => (at === 2 && client ? { ...row, client } : row));
        return original({ ...page, items }, query, list);
      },
    })),
  ),
  fault('leak-by-path', "Lists what is below another IT provider's recommendation.", ['AUTH-08'], () => {
    return {
      rows: (original) => (list) => original(list) ?? original({ ...list, providerId: DEMO_PROVIDERS.other }),
    };
  }),
  fault(
    'finds-foreign-parent',
    "Shows an empty list below another IT provider's recommendation, in place of 404.",
    ['AUTH-08'],
    () => ({
      rows: (original) => (list) =>
        original(list) ?? (original({ ...list, providerId: DEMO_PROVIDERS.other }) === undefined ? undefined : []),
    }),
  ),
  fault('leak-in-error', "Names another IT provider's client in an error.", ['AUTH-08'], () =>
    withOthers((others) => {
      let name: string | undefined;
      return {
        filter: (original) => (rows, rules, list) => {
          name ??= others(list)
            .map((row) => textAt(row, 'name'))
            .find(
              (one) =>
                list.operation.id === 'listClients' && one.length > 12 && rows.every((row) => row['name'] !== one),
            );
          return original(rows, rules, list);
        },
        ...changeReplies(
          (reply) => reply.status === 404,
          (reply) => problem(reply, 404, 'Not Found', `This belongs to ${name ?? 'nobody'}.`),
        ),
      };
    }),
  ),
  fault('cache-by-url', 'Keeps responses by their address, whoever is served them.', ['AUTH-08', 'SEC-02'], () => {
    const kept = new Map<string, Reply>();
    return {
      around: (original) => async (request) => {
        const url = `${request.method} ${request.path}?${request.query}`;
        const reply = await original(request);
        if (reply.status !== 200) return reply;
        const first = kept.get(url) ?? reply;
        kept.set(url, first);
        return first;
      },
    };
  }),
  fault(
    'etag-shared',
    'Gives every IT provider the same ETag for the same address, and returns 304 for it.',
    ['SEC-02', 'AUTH-08'],
    () => ({
      around: (original) => async (request) => {
        const reply = await original(request);
        if (reply.status !== 200) return reply;
        const etag = `"${createHash('sha256').update(`${request.path}?${request.query}`).digest('hex').slice(0, 16)}"`;
        const same = request.headers['if-none-match'] === etag;
        return withHeaders(same ? { ...withBody(reply, ''), status: 304 } : reply, { etag });
      },
    }),
  ),
  fault('leak-by-parameter', 'Serves the IT provider that a parameter names.', ['AUTH-08'], () => {
    let named = false;
    return {
      around: (original) => async (request) => {
        named = ['providerId', 'tenantId'].some((name) => valuesOf(request, name).length > 0);
        return original(request);
      },
      rows: (original) => (list) => original(named ? { ...list, providerId: DEMO_PROVIDERS.other } : list),
    };
  }),
  fault(
    'leak-after-foreign',
    "Serves the list of whoever asked last, to a request that follows another IT provider's.",
    ['AUTH-08'],
    ({ demoKeys }) => {
      let last: Reply | undefined;
      return {
        around: (original) => async (request) => {
          const reply = await original(request);
          const foreign = keyIn(request) === demoKeys.foreign;
          const mixed = !foreign && last && request.path === '/initiatives' && reply.status === 200 ? last : reply;
          last =
            foreign && request.path === '/initiatives' && Array.isArray(jsonOf(reply)['items']) ? reply : undefined;
          return mixed;
        },
      };
    },
  ),
];
