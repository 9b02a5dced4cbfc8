import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { seenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withSorts } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { judgeOrder, sortAsks, sortFields } from './sorted.ts';
import { operationsOf } from './rotate.ts';

/** SRT-01: for every documented sort field, `asc` yields non-decreasing values over the whole list, across pages. */
export const srt01 = caseCheck('SRT-01', (seen) => sortCases(seen, 'asc', judgeOrder));

/** Cases that sort every list by every field in one direction; the first field of each in two halves. */
export function* sortCases(
  seen: Seen,
  direction: 'asc' | 'desc',
  judge: (
    rules: Parameters<typeof judgeOrder>[0],
    answers: Parameters<typeof judgeOrder>[1],
  ) => ReturnType<Case['judge']>,
  ownFirst = 2,
): Iterable<Case> {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = seenList(seen, operation);
    for (const [i, field] of (list ? sortFields(seen, list) : []).entries()) {
      if (!list) continue;
      const rules = [{ field, direction }];
      yield {
        operation: operation.id,
        label: field.name,
        depth: i >= ownFirst ? 'full' : nth === 0 && i === 0 ? 'quick' : 'standard',
        asks: sortAsks(seen, list, rules, i === 0 && direction === 'asc'),
        judge: (...answers) => judge(rules, answers),
      };
    }
  }
}

/** The rejected server ignores the sorting by one field of one list. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withSorts(ask, (rules) => rules.filter(({ field }) => field !== 'lastName')),
  ),
};
