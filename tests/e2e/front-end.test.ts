import { expect, test } from '@playwright/test';
import { clauses } from '../../spec/clauses.ts';
import { judgeTarget } from '../judge-target.ts';
import { docsTargetOf, startFrontEnd, targetOf } from './front-ends/front-ends.ts';
import { docsSite } from './front-ends/server/docs-page.ts';
import { startSite } from './front-ends/server/server.ts';

// A sample of npm run test:front-ends that needs none of its libraries.

const KEY = clauses()
  .filter(({ group, id }) => group === 'KEY' && id !== 'KEY-17')
  .map(({ id }) => id);

test('the KEY clauses pass on a portal with pop-ups of the browser and a list of five pages, and no key is left', async () => {
  const site = await startFrontEnd('native', { delayMs: 100, there: 40 });
  try {
    const results = await judgeTarget(targetOf(site), { suites: ['auth'], clauses: KEY });
    expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(site.store.list('contoso').filter(({ name }) => name.startsWith('mitp-contract'))).toEqual([]);
  } finally {
    await site.close();
  }
});

test('the DOC clauses pass on a Swagger UI page whose tags are closed', async () => {
  const site = await startSite([docsSite('5.35.0', 'docExpansion none')]);
  try {
    const results = await judgeTarget(docsTargetOf(site), {
      suites: ['auth'],
      clauses: ['DOC-01', 'DOC-02', 'DOC-03'],
    });
    expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  } finally {
    await site.close();
  }
});
