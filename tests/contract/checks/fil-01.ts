import type { Field } from '../../../spec/contract.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { knownList, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
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
      yield* eachOfFew(context, list, field);
    }
    yield* finerDates(list);
    yield* partCases(context, list, 'FIL-01', ({ kind }) => kind === 'equal' || kind === 'beginning', withDates);
  }
  yield* everyPage(context, 'FIL-01');
});

/** Most distinct values of a text that a server may know by name. */
const FEW = 12;

/** Each value of a text with few of them, one by one at `full`: a server may know only some of them. */
function* eachOfFew(context: CheckContext, list: KnownList, field: Field): Iterable<Case> {
  const texts = list.rows.map((row) => valueAt(row, field.member));
  const values = new Set(texts.filter((text) => typeof text === 'string' && text.trim() !== ''));
  if (field.type !== 'string' || values.size > FEW) return;
  for (const value of values) {
    const condition = conditionFor(value);
    const single = filterCase(context, list, [{ field: field.name, predicate: 'equal', condition }]);
    if (single) yield { ...single, depth: 'full' };
  }
}

/** A rule's own case; for a date whose row was not found, with a search beside it (see dates.ts). */
function withDates(context: CheckContext, list: KnownList, rule: FilterRule): Omit<Case, 'depth'> | null {
  const single = filterCase(context, list, [rule]);
  return single && isDate(list, rule) && stateOf(context, single, 'FIL-01').kind === 'broken'
    ? besideCase(context, list, rule, single)
    : single;
}

const sampled = sampleServer();

/** The broken server ignores the filter by one field of one list. */
export const samples: Samples = {
  passes: sampled,
  rejects: [(request) => sampled(request.target.includes('lastName') ? { ...request, target: '/users' } : request)],
};
