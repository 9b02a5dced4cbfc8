import { finding } from '../../../verifier/finding.ts';
import type { Check } from '../../../verifier/check.ts';
import { newFields } from '../../../verifier/drift/drift.ts';
import { survey } from '../../../verifier/drift/survey.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { tallyOf, verdictOf } from '../../../verifier/verdict.ts';

/** CON-05: no field outside the contract appears. Each new one is drift, reported with an example; the record has a patch. */
export const con05: Check = {
  clause: 'CON-05',
  judge(context) {
    const findings = newFields(context).map(({ operation, pointer, example, count, exchange, patch }) => {
      const got = `${pointer}, ${count} times, such as ${JSON.stringify(example)}`;
      const want = `no member outside the contract (or the patch: ${JSON.stringify(patch)})`;
      return finding(operation, { want, got, pointer }, context, exchange);
    });
    return verdictOf(
      tallyOf(survey(context).map(({ operation }) => ({ operation: operation.id }))),
      findings,
      [],
      'no list was served',
    );
  },
};

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listClients') return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: body.items.map((row) => ({ ...row, tierName: 'Gold' })) } };
    }),
  ],
};
