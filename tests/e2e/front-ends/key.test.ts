import { expect, test } from '@playwright/test';
import { clauses } from '../../../spec/clauses.ts';
import { judgeTarget } from '../../judge-target.ts';
import { canHave, FRONT_ENDS, startFrontEnd, targetOf, type FrontEnd } from './front-ends.ts';
import { DEFECTS, SETS } from './server/defects.ts';
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

/** Several at a time; DEFECTS_ALONE=1 plants each alone, which takes four times as long. */
const PLANTED = process.env.DEFECTS_ALONE ? SETS.flat().map((defect) => [defect]) : SETS;

test('each defect belongs to one set, in which no other is found on its clause', () => {
  expect(SETS.flat().sort()).toEqual(Object.keys(DEFECTS).sort());
  for (const set of SETS) expect(new Set(set.map((defect) => DEFECTS[defect].clause)).size).toBe(set.length);
});

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

  for (const set of PLANTED) {
    const planted = set.filter((defect) => canHave(frontEnd, defect));
    const expected = planted.map((defect) => DEFECTS[defect].clause);
    if (planted.length === 0) continue;
    test(`${expected.join(', ')} find in the portal ${frontEnd}: ${planted.map((one) => DEFECTS[one].does).join('; ')}`, async () => {
      const site = await startFrontEnd(frontEnd, { delayMs: 100, defects: planted });
      try {
        const results = await judgeTarget(targetOf(site), { suites: ['auth'], clauses: KEY });
        const found = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id);
        expect(found).toEqual(expect.arrayContaining(expected));
        expect(left(site)).toEqual([]);
      } finally {
        await site.close();
      }
    });
  }
}
