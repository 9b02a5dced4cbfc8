import { caseCheck } from '../../../verifier/case-check.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { operationsOf } from './rotate.ts';

/** FIL-09: a filter by a nested field returns the same rows as reading that field in the unfiltered list. */
export const fil09 = caseCheck(
  'FIL-09',
  function* (context) {
    for (const operation of operationsOf(context)) {
      const list = knownList(context, operation);
      if (!list) continue;
      yield* partCases(context, list, 'FIL-09', ({ kind, field }) => kind === 'equal' && field.member.includes('.'));
    }
    yield* everyPage(context, 'FIL-09');
  },
  'no list has rows that differ in a nested field',
);

/** The broken server reads `client.id` as the row's own id. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.map((rule) => ({ ...rule, field: rule.field === 'client.id' ? 'id' : rule.field })),
      ),
    ),
  ],
};
