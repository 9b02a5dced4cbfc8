import type { Case, CheckContext } from '../../../verifier/check.ts';
import { caseCheck, listCase } from '../../../verifier/check.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { judgeOrder, sortRequests, sortFields } from './sorted.ts';
import { operationsOf } from './rotate.ts';

/** SRT-01: for every documented sort field, `asc` yields non-decreasing values over the whole list, across pages. */
export const srt01 = caseCheck('SRT-01', (context) => sortCases(context, 'asc', judgeOrder));

/** Cases that sort every list by every field in one direction; the first field of each in two halves. */
export function* sortCases(
  context: CheckContext,
  direction: 'asc' | 'desc',
  judge: (
    rules: Parameters<typeof judgeOrder>[0],
    responses: Parameters<typeof judgeOrder>[1],
  ) => ReturnType<Case['judge']>,
  ownFirst = 2,
): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    for (const [i, field] of (list ? sortFields(context, list) : []).entries()) {
      if (!list) continue;
      const rules = [{ field, direction }];
      const depth = i >= ownFirst ? 'full' : nth === 0 && i === 0 ? 'quick' : 'standard';
      const requests = sortRequests(context, list, rules, i === 0 && direction === 'asc');
      yield listCase(list, { label: field.name, depth, requests }, (_, ...responses) => judge(rules, responses));
    }
  }
}

/** The rejected server ignores the sorting by one field of one list. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (request) =>
    withSorts(request, (rules) => rules.filter(({ field }) => field !== 'lastName')),
  ),
};
