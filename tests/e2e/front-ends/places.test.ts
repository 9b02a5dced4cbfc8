import { expect, test } from '@playwright/test';
import { clauses } from '../../../spec/clauses.ts';
import { judgeTarget } from '../../judge-target.ts';
import { PLACES, startPlace, targetOf } from './front-ends.ts';
import { DEFECTS, type Defect } from './server/defects.ts';

const KEY = clauses().flatMap(({ id, group }) => (group === 'KEY' && id !== 'KEY-17' ? [id] : []));

/** Defects of acts; in a set, none shows on the clause of another. */
const PLANTED: readonly (readonly Defect[])[] = [
  ['revoke-cancel-acts', 'delete-cancel-acts', 'regenerate-repeats'],
  ['unconfirmed', 'soft-delete', 'old-lives'],
  ['revoke-hides'],
];

// Each key that stays alive is tried for a minute: a set of such defects took 8.5 minutes.
test.describe.configure({ timeout: 1_200_000 });

for (const place of PLACES) {
  for (const defects of [[], ...PLANTED]) {
    const expected = defects.map((defect) => DEFECTS[defect].clause);
    const what = expected.length === 0 ? 'no KEY clause fails' : `${expected.join(', ')} find their defects`;
    test(`${what} where the acts of a record are in no row (${place}), and no key is left`, async () => {
      const site = await startPlace(place, { delayMs: 100, there: 12, defects });
      try {
        const results = await judgeTarget(targetOf(site), { suites: ['auth'], clauses: KEY });
        const found = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id);
        if (defects.length === 0) expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
        else expect(found).toEqual(expect.arrayContaining(expected));
        expect(site.store.list('contoso').filter(({ name }) => name.startsWith('mitp-contract'))).toEqual([]);
      } finally {
        await site.close();
      }
    });
  }
}
