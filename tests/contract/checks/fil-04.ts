import { caseCheck } from '../../../verifier/case-check.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { promised } from './conditions.ts';
import { containsRule } from './contains-rule.ts';
import { operationsOf } from './rotate.ts';

/** FIL-04: `contains` returns exactly the rows whose text contains the condition. */
export const fil04 = caseCheck('FIL-04', function* (context) {
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    for (const field of promised(list).filter(({ type }) => type === 'string')) {
      if (!containsRule(context, field, list))
        yield { operation: operation.id, note: `no part of ${field.name} tells the rows seen apart` };
    }
    yield* partCases(context, list, 'FIL-04', ({ kind }) => kind === 'contains');
  }
  yield* everyPage(context, 'FIL-04');
});

const sampled = sampleServer();

/** The broken server compares only the beginning of a text (here: reads `contains` as `equal`). */
export const samples: Samples = {
  passes: sampled,
  rejects: [(request) => sampled({ ...request, target: request.target.replaceAll('contains', 'equal') })],
};
