import { expect, test } from '@playwright/test';
import { clauses } from '../../../spec/clauses.ts';
import { judgeTarget } from '../../judge-target.ts';
import { canHave, FRONT_ENDS, startFrontEnd, targetOf, type FrontEnd } from './front-ends.ts';
import { DEFECTS, type Defect } from './server/defects.ts';
import type { RunningSite, SiteOptions } from './server/server.ts';

const KEY = clauses()
  .filter(({ group }) => group === 'KEY')
  .map(({ id }) => id);

/** How each portal is tried when it keeps the contract: how slow its list is, and how many keys it has already. */
const CONFORMING: readonly SiteOptions[] = [
  { delayMs: 0 },
  { delayMs: 250 },
  { delayMs: 1_500 },
  { delayMs: 5_000 },
  { delayMs: 250, there: 40 },
];

/** Keys of a run that are left in a portal. */
const left = ({ store }: RunningSite) =>
  store.list('contoso').flatMap(({ name }) => (name.startsWith('mitp-contract') ? [name] : []));

test.describe.configure({ timeout: 600_000 });

for (const frontEnd of Object.keys(FRONT_ENDS) as FrontEnd[]) {
  for (const options of CONFORMING) {
    const how = `a list after ${options.delayMs} ms${options.there ? `, ${options.there} keys there` : ''}`;
    test(`no KEY clause fails on the portal ${frontEnd} with ${how}, and no key is left`, async () => {
      const site = await startFrontEnd(frontEnd, options);
      try {
        const results = await judgeTarget(targetOf(site), { suites: ['auth'], clauses: KEY });
        const judged = results.filter(({ id }) => id !== 'KEY-17');
        expect(judged.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
        expect(left(site)).toEqual([]);
      } finally {
        await site.close();
      }
    });
  }

  for (const [defect, { clause, does }] of Object.entries(DEFECTS)) {
    if (!canHave(frontEnd, defect as Defect)) continue;
    test(`${clause} finds the portal ${frontEnd} that ${does}`, async () => {
      const site = await startFrontEnd(frontEnd, { delayMs: 100, defects: [defect as Defect] });
      try {
        const results = await judgeTarget(targetOf(site), { suites: ['auth'], clauses: KEY });
        const found = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id);
        expect(found).toContain(clause);
        expect(left(site)).toEqual([]);
      } finally {
        await site.close();
      }
    });
  }
}
