import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { listRequest, type ListQuery } from '../../../verifier/requests.ts';
import { caseCheck, MOVED } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import { envelope, knownList, valueAt } from '../../../verifier/model/known-lists.ts';
import { otherStatus } from './rejected.ts';
import { early } from './rotate.ts';
import { bodyOf, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** Ids that no row has, unless one of them was seen. */
const NONE = [2147483646, 999999999, 0];
const NO_UUIDS = [1, 2, 3].map((digit) => `ffffffff-ffff-4fff-8fff-fffffffffff${digit}`);

/** Texts that are no id at all. */
const JUNK = ['abc', '1.5', '-1', '99999999999999999999', '%', "1'", 'null', '{}', ' '];

/** Absent ids in the format of the path parameter: another format may be rejected for that reason. */
export function absentIds({ parameters, parent }: Operation): readonly (string | number)[] {
  const schema = parameters.find(({ name }) => name === parent?.parameter)?.schema;
  return schema?.format === 'uuid' ? NO_UUIDS : NONE;
}

/** REL-06: configurations of a recommendation that does not exist: 404, never another one's rows. */
export const rel06 = caseCheck(
  'REL-06',
  function* (context): Iterable<Case> {
    for (const operation of context.contract.operations) {
      const { parent } = operation;
      const owner = context.contract.operations.find(({ id }) => id === parent?.operation);
      const list = owner && knownList(context, owner);
      if (!parent || !list) continue;
      const taken = list.known.map((row) => valueAt(row, parent.member));
      yield* sharedRows(context, operation, taken);
      for (const [i, id] of absentIds(operation)
        .filter((one) => !taken.includes(one))
        .entries()) {
        yield {
          operation: operation.id,
          label: String(id),
          depth: i === 0 ? 'quick' : 'standard',
          requests: [listRequest(operation, {}, { path: { [parent.parameter]: id } })],
          judge({ response }) {
            const want = `404 for ${parent.parameter} ${id}, which does not exist`;
            if (response.status === 404) return undefined;
            const items = envelope(response)?.items.length;
            if (items !== undefined) return { want, got: items > 0 ? `${items} rows of another` : 'an empty list' };
            return otherStatus(want, response.status);
          },
        };
      }
      for (const [i, id] of JUNK.entries()) {
        yield {
          operation: operation.id,
          label: `junk ${i}`,
          depth: i === 0 ? early(context) : i === 1 ? 'standard' : 'full',
          requests: [listRequest(operation, {}, { path: { [parent.parameter]: id } })],
          judge({ response }) {
            const want = `404 or 400 for ${parent.parameter} ${JSON.stringify(id)}`;
            if (response.status >= 500) return { want, got: String(response.status) };
            const items = envelope(response)?.items.length ?? 0;
            return items > 0 ? { want, got: `${items} rows of another` } : undefined;
          },
        };
      }
    }
  },
  'no list stands below another that was seen',
);

/** Rows of which every standard run reads what is below them. */
const TWO = 2;

/**
 * Two rows with the very same list below them, which may be right: the list of the second one is requested at another address. If
 * it is another list there, the first answer was kept for every row, as a cache does that is blind to the path.
 */
function* sharedRows(context: CheckContext, operation: Operation, ids: readonly unknown[]): Iterable<Case> {
  const { parent, maxPageSize } = operation;
  if (!parent) return;
  const seen = new Map<string, string | number>();
  const usable = ids.filter((id): id is string | number => typeof id === 'number' || typeof id === 'string');
  const below = (id: string | number, query: ListQuery) =>
    listRequest(operation, query, { path: { [parent.parameter]: id } });
  const lists = usable.map((id) => {
    const plain = context.recorder.find(below(id, {}));
    return { id, items: plain && envelope(plain.response)?.items };
  });
  const hasRows = lists.some(({ items }) => (items?.length ?? 0) > 0);
  for (const [nth, { id, items }] of lists.entries()) {
    if (nth < TWO)
      yield {
        ...{ operation: operation.id, label: `below row ${nth}`, depth: early(context) },
        requests: [below(id, {})],
        judge: () => undefined,
      };
    // Lists without rows are alike, too: one of them is requested again where no list below another row has any.
    if (!items || items.length >= maxPageSize - 1 || (items.length === 0 && hasRows)) continue;
    const rows = inAnyOrder(items);
    const same = seen.get(rows);
    seen.set(rows, id);
    if (same === undefined) continue;
    // Read before and after, because somebody may have changed it meanwhile.
    const again = (fresh: string) => ({ ...below(id, {}), fresh });
    yield {
      ...{ operation: operation.id, label: 'shared', depth: 'quick', urgent: true },
      requests: [again('shared before'), below(id, { page: 1, pageSize: maxPageSize - 1 }), again('shared after')],
      judge(...responses) {
        const [before, own, after] = responses.map(({ response }) => envelope(response));
        if (!own || [before, after].some((one) => inAnyOrder(one?.items ?? []) !== rows)) return { note: MOVED };
        if (inAnyOrder(own.items) === rows) return undefined;
        const want = `the rows below ${id}, ${own.totalCount} with a page size`;
        return { want, got: `the ${items.length} rows below ${same} without one` };
      },
    };
    return;
  }
}

/** Rows as a text that does not depend on their order, which nothing promises here. */
const inAnyOrder = (items: readonly unknown[]): string =>
  JSON.stringify(items.map((row) => JSON.stringify(row)).sort());

const sampled = sampleServer();

/** The good server knows its parents; the broken one serves the same rows below any id. */
export const samples: Samples = {
  passes: responding(sampled, ({ target }) =>
    [...NONE, ...JUNK].some((id) => target.includes(`/${encodeURIComponent(id)}/`))
      ? problem(404, 'Not Found')
      : undefined,
  ),
  rejects: [
    sampled,
    // It crashes on an id that is no number.
    responding(sampled, ({ target }) =>
      target.includes('/abc/')
        ? problem(500, 'Error')
        : target.startsWith('/recommendations/')
          ? problem(404, 'Not Found')
          : undefined,
    ),
    // It keeps the first list below a row for every other.
    responding(sampled, (request) =>
      [...NONE, ...JUNK].some((id) => request.target.includes(`/${encodeURIComponent(id)}/`))
        ? problem(404, 'Not Found')
        : /configurations\?.*pageSize=99/.test(request.target)
          ? { body: { ...bodyOf(sampled(request)), items: [] } }
          : undefined,
    ),
    // It keeps the first list below a row, which has no rows.
    responding(sampled, (request) =>
      [...NONE, ...JUNK].some((id) => request.target.includes(`/${encodeURIComponent(id)}/`))
        ? problem(404, 'Not Found')
        : /configurations(\?(?!.*pageSize=99)|$)/.test(request.target)
          ? { body: { ...bodyOf(sampled(request)), items: [], totalCount: 0 } }
          : undefined,
    ),
    // It serves rows below a text that is no id.
    responding(sampled, ({ target }) =>
      NONE.some((id) => target.includes(`/${id}/`)) ? problem(404, 'Not Found') : undefined,
    ),
  ],
};
