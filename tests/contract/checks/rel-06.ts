import type { Operation } from '../../../spec/contract.ts';
import { listAsk } from '../../harness/asks.ts';
import { caseCheck, type Case } from '../../harness/check.ts';
import { envelope, seenList, valueAt } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** Ids that no row has, unless one was seen. */
const NONE = [2147483646, 999999999, 0];
const NO_UUIDS = [1, 2, 3].map((digit) => `ffffffff-ffff-4fff-8fff-fffffffffff${digit}`);

/** Ids of the form that the path parameter has: another form may be refused for itself. */
function absentIds({ parameters, parent }: Operation): readonly (string | number)[] {
  const schema = parameters.find(({ name }) => name === parent?.parameter)?.schema;
  return schema?.format === 'uuid' ? NO_UUIDS : NONE;
}

/** REL-06: configurations of a recommendation that does not exist: 404, never another one's rows. */
export const rel06 = caseCheck(
  'REL-06',
  function* (seen): Iterable<Case> {
    for (const operation of seen.contract.operations) {
      const { parent } = operation;
      const owner = seen.contract.operations.find(({ id }) => id === parent?.operation);
      const list = owner && seenList(seen, owner);
      if (!parent || !list) continue;
      const taken = list.known.map((row) => valueAt(row, parent.member));
      for (const [i, id] of absentIds(operation)
        .filter((one) => !taken.includes(one))
        .entries()) {
        yield {
          operation: operation.id,
          label: String(id),
          depth: i === 0 ? 'quick' : 'standard',
          asks: [listAsk(operation, {}, { path: { [parent.parameter]: id } })],
          judge({ answer }) {
            const want = `404 for ${parent.parameter} ${id}, which does not exist`;
            if (answer.status === 404) return undefined;
            const items = envelope(answer)?.items.length;
            if (items !== undefined) return { want, got: items > 0 ? `${items} rows of another` : 'an empty list' };
            const broken = { want, got: String(answer.status) };
            return answer.status >= 400 && answer.status < 500 ? { ...broken, tolerated: true } : broken;
          },
        };
      }
    }
  },
  'no list stands below another that was seen',
);

const sampled = sampleServer();

/** The good server knows its parents; the rejected one serves the same rows below any id. */
export const samples: Samples = {
  passes: answering(sampled, ({ target }) =>
    NONE.some((id) => target.includes(`/${id}/`)) ? problem(404, 'Not Found') : undefined,
  ),
  rejects: sampled,
};
