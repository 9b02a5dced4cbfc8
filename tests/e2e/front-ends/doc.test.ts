import { expect, test } from '@playwright/test';
import { judgeTarget } from '../../judge-target.ts';
import { docsTargetOf } from './front-ends.ts';
import { docsSite, otherPage, SETTINGS, VERSIONS, type SettingName, type Version } from './server/docs-page.ts';
import { startSite, type Handler } from './server/server.ts';

/** What becomes of the DOC clauses on a page. */
async function judged(page: Handler) {
  const site = await startSite([page]);
  try {
    const results = await judgeTarget(docsTargetOf(site), {
      suites: ['auth'],
      clauses: ['DOC-01', 'DOC-02', 'DOC-03'],
    });
    return results.map(({ id, verdict, reason, findings }) => ({ id, verdict, reason, got: findings[0]?.got }));
  } finally {
    await site.close();
  }
}

test.describe.configure({ timeout: 180_000 });

for (const version of Object.keys(VERSIONS) as Version[]) {
  for (const setting of Object.keys(SETTINGS) as SettingName[]) {
    test(`the DOC clauses pass on Swagger UI ${version}, ${setting}`, async () => {
      const results = await judged(docsSite(version, setting));
      expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    });
  }
}

test('DOC-01 fails with what the page itself says where it rejects the definition', async () => {
  const rejected = docsSite('5.0.0', 'as it comes', (document) => ({ ...document, openapi: '3.0.4' }));
  const [doc01, doc02] = await judged(rejected);
  expect(doc01).toMatchObject({ verdict: 'fail', got: expect.stringMatching(/unable to render this definition/i) });
  expect(doc02).toMatchObject({
    verdict: 'not-run',
    reason: expect.stringMatching(/unable to render this definition/i),
  });
});

for (const [name, markup] of [
  ['Redoc', '<div class="redoc-wrap"><h1>API</h1></div>'],
  ['Scalar', '<div class="scalar-app"><h1>API</h1></div>'],
  ['RapiDoc', '<rapi-doc><h1>API</h1></rapi-doc>'],
] as const) {
  test(`a page of ${name} is named, and fails no clause`, async () => {
    const results = await judged(otherPage(markup));
    for (const { verdict, reason } of results) {
      expect(verdict).toBe('not-run');
      expect(reason).toMatch(new RegExp(`no Swagger UI found at http\\S+, found ${name}`));
    }
  });
}

test('DOC-01 finds an operation that the page does not list', async () => {
  const lacking = docsSite('5.24.2', 'as it comes', ({ paths: { '/users': _, ...paths }, ...document }) => ({
    ...document,
    paths,
  }));
  expect((await judged(lacking))[0]).toMatchObject({ id: 'DOC-01', verdict: 'fail' });
});
