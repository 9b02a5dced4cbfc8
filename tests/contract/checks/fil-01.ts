import { caseCheck, type Case, type CheckContext } from '../../../verifier/check.ts';
import { knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { stateOf } from '../../../verifier/reread.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { equalRule, promised } from './conditions.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { besideCase, finerDates, isDate } from './dates.ts';
import { filterCase } from './filtered.ts';
import { operationsOf } from './rotate.ts';

/** FIL-01: for every documented filter field, `equal` returns exactly the rows whose field equals the condition. */
export const fil01 = caseCheck('FIL-01', function* (context) {
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    for (const field of promised(list)) {
      if (!equalRule(context, field, list))
        yield { operation: operation.id, note: `no two rows seen differ in ${field.name}` };
    }
    yield* finerDates(list);
    yield* partCases(context, list, ({ kind }) => kind === 'equal' || kind === 'beginning', withDates);
  }
  yield* everyPage(context, 'FIL-01');
});

/** A rule's own case; of a date whose row was not found, with what lies beside it (see dates.ts). */
function withDates(context: CheckContext, list: KnownList, rule: FilterRule): Omit<Case, 'depth'> | null {
  const single = filterCase(context, list, [rule]);
  return single && isDate(list, rule) && stateOf(context, single, 'FIL-01').kind === 'broken'
    ? besideCase(context, list, rule, single)
    : single;
}

const sampled = sampleServer();

/** The rejected server ignores the filter by one field of one list. */
export const samples: Samples = {
  passes: sampled,
  rejects: [(request) => sampled(request.target.includes('lastName') ? { ...request, target: '/users' } : request)],
};
