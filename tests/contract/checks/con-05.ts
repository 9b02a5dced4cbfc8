import { finding, type Check } from '../../harness/check.ts';
import { newMembers } from '../../harness/drift/drift.ts';
import { survey } from '../../harness/drift/survey.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { tallyOf, verdictOf } from '../../harness/verdict.ts';

/** CON-05: no member outside the contract appears. Each new one is drift, named with an example; the record has a patch. */
export const con05: Check = {
  clause: 'CON-05',
  judge(seen) {
    const findings = newMembers(seen).map(({ operation, pointer, example, count, exchange, patch }) => {
      const got = `${pointer}, ${count} times, such as ${JSON.stringify(example)}`;
      const want = `no member outside the contract (or the patch: ${JSON.stringify(patch)})`;
      return finding(operation, { want, got, pointer }, seen, exchange);
    });
    return verdictOf(
      tallyOf(survey(seen).map(({ operation }) => ({ operation: operation.id }))),
      findings,
      [],
      'no list was served',
    );
  },
};

export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer, { operation }) => {
    if (operation !== 'listClients') return undefined;
    const body = bodyOf(answer);
    return { body: { ...body, items: body.items.map((row) => ({ ...row, tierName: 'Gold' })) } };
  }),
};
