import { expect, test } from '@playwright/test';
import { DEPTHS } from '../../../verifier/check-context.ts';
import { driftOf, observedFields } from '../../../verifier/drift/drift.ts';
import { evidenceOf } from '../../../verifier/drift/evidence.ts';
import { fieldCoverage, movedLists } from '../../../verifier/field-coverage.ts';
import { contractChecks } from '../../contract/catalogue.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';
import { drawnServer, judged } from './drawn-server.ts';

const RUNS = { quick: 12, standard: 12, full: 12 } as const;
const SHOWN = [driftOf, observedFields, evidenceOf, fieldCoverage, movedLists] as const;

for (const [at, depth] of DEPTHS.entries())
  for (let seed = 0; seed < RUNS[depth]; seed += 1)
    test(`what checks of lists request and say at ${depth} of drawn server ${seed} is as it was`, () => {
      const drawn = dice(seed + 100 * at);
      const { context, lines } = judged(drawn, { checks: contractChecks, depth, ...drawnServer(drawn) });
      lines.push(`shown ${SHOWN.map((of) => digest(of(context))).join(' ')}`);
      expect(`${lines.join('\n')}\n`).toMatchSnapshot(`drawn-lists-${depth}-${seed}.txt`);
    });
