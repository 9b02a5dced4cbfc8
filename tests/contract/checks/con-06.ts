import { finding } from '../../../verifier/finding.ts';
import type { Check } from '../../../verifier/check.ts';
import { newValues } from '../../../verifier/drift/drift.ts';
import { survey } from '../../../verifier/drift/survey.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { tallyOf, verdictOf } from '../../../verifier/verdict.ts';

/** CON-06: values of open sets are among those known. A new one is drift: the set is open, so clients must cope. */
export const con06: Check = {
  clause: 'CON-06',
  judge(context) {
    const findings = newValues(context).map(({ operation, pointer, example, count, exchange, patch }) => {
      const want = `a value known to the contract (or the patch: ${JSON.stringify(patch)})`;
      return finding(
        operation,
        { want, got: `${JSON.stringify(example)}, ${count} times`, pointer },
        context,
        exchange,
      );
    });
    const tried = survey(context).filter(({ schema, values }) => schema?.['x-known-values'] && values.size > 0);
    return verdictOf(
      tallyOf(tried.map(({ operation }) => ({ operation: operation.id }))),
      findings,
      [],
      'no value of an open set was seen',
    );
  },
};

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listReviews') return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: body.items.map((row) => ({ ...row, status: 'Postponed' })) } };
    }),
  ],
};
