import { finding, type Check } from '../../harness/check.ts';
import { newValues } from '../../harness/drift/drift.ts';
import { survey } from '../../harness/drift/survey.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { tallyOf, verdictOf } from '../../harness/verdict.ts';

/** CON-06: values of open sets are among those known. A new one is drift; the set is open, so clients must cope. */
export const con06: Check = {
  clause: 'CON-06',
  judge(seen) {
    const findings = newValues(seen).map(({ operation, pointer, example, count, exchange, patch }) => {
      const want = `a value known to the contract (or the patch: ${JSON.stringify(patch)})`;
      return finding(operation, { want, got: `${JSON.stringify(example)}, ${count} times`, pointer }, seen, exchange);
    });
    const tried = survey(seen).filter(({ schema, values }) => schema?.['x-known-values'] && values.size > 0);
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
  rejects: broken(sampleServer(), (answer, { operation }) => {
    if (operation !== 'listReviews') return undefined;
    const body = bodyOf(answer);
    return { body: { ...body, items: body.items.map((row) => ({ ...row, status: 'Postponed' })) } };
  }),
};
