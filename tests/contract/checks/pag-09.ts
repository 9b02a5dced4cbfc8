import fc from 'fast-check';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { generated } from '../../../verifier/generated.ts';
import { listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf, rotated } from './rotate.ts';

/** Where page, or page times page size, overflows the integers that servers use. */
const EDGES = [
  2147483647n,
  21474837n,
  42949673n,
  2147483648n,
  4294967296n,
  9223372036854775807n,
  18446744073709551616n,
];

/** PAG-09: very large `page` values never cause a 5xx. */
export const pag09 = caseCheck('PAG-09', function* (context) {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    for (const [i, page] of rotated(EDGES, context).entries()) {
      // Each edge on a list of its own.
      const standard = nth === 0 ? i < 2 : i === nth;
      yield* caseOf(context, list, page, nth === 0 && i === 0 ? 'quick' : standard ? 'standard' : 'full');
    }
    yield* generated(context, {
      name: `PAG-09 ${operation.id}`,
      arbitrary: fc.bigInt({ min: 1_000_000_000n, max: 10n ** 30n }),
      runs: 2,
      toCase: (page) => caseOf(context, list, page, 'full')[0] ?? null,
    });
  }
});

function caseOf(context: CheckContext, list: KnownList, page: bigint, depth: Case['depth']): Case[] {
  const request = listRequestFor(context, list.operation, { page: String(page), pageSize: list.operation.maxPageSize });
  if (!request) return [];
  const judge: Case['judge'] = ({ response: { status } }) =>
    status < 500 ? undefined : { want: `page ${page} empty or rejected`, got: String(status) };
  return [{ operation: list.operation.id, label: `page ${page}`, depth, requests: [request], judge }];
}

/** The broken server counts the rows to skip in 32 bits. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (_, { target }) =>
      target.includes('page=2147483647') ? problem(500, 'Internal Server Error') : undefined,
    ),
  ],
};
