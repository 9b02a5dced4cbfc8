import { expect, test } from '@playwright/test';
import { compared } from '../../../drill/result/compared.ts';
import { run } from '../../../drill/rules/sample.ts';

/** Finished runs of a client that reads two pages; in `one-503` its result has the rows in another order. */
function differenceAfter503(requests: readonly string[], sideBySide: boolean): string | null | undefined {
  const finished = ['undisturbed', 'undisturbed-again', 'one-503'].map((id) => {
    const isDisturbed = id === 'one-503';
    const sample = run(id, isDisturbed ? { nature: 'network', expects: 'same-result' } : {}, ...requests);
    const sent = sample.requests.map((one) => (sideBySide ? { ...one, at: 0, endedAt: 10 } : one));
    const rows = isDisturbed ? [{ id: 2 }, { id: 1 }] : [{ id: 1 }, { id: 2 }];
    return { run: { ...sample, requests: sent }, result: JSON.stringify(rows) };
  });
  const { runs, notes } = compared(finished, []);
  const difference = runs.find(({ scenario }) => scenario.id === 'one-503')?.difference;
  expect(notes.join()).toMatch(sideBySide && difference === null ? /without the order of lists.*: one-503/ : /^$/);
  return difference;
}

test('rows in the order in which responses came are no other result, where requests are in flight side by side', () => {
  expect(differenceAfter503(['GET /clients', 'GET /users'], true)).toBeNull();
  expect(differenceAfter503(['GET /clients', 'GET /users'], false)).toContain('another arrangement');
  const sorted = 'GET /clients?sortingRules=[{"field":"name","direction":"asc"}]';
  expect(differenceAfter503([`${sorted}&page=1`, `${sorted}&page=2`], true)).toContain('another arrangement');
});
