import { caseCheck } from '../../../verifier/case-check.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { orderCases } from './srt-01.ts';
import { everyPage } from '../combined/cases.ts';

/** SRT-02: `desc` is the reverse order of `asc`, up to ties. */
export const srt02 = caseCheck('SRT-02', function* (context) {
  yield* orderCases(context, 'desc');
  yield* everyPage(context, 'SRT-02');
});

/** The broken server always sorts in ascending order. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) => rules.map((rule) => ({ ...rule, direction: 'asc' }))),
    ),
  ],
};
