import { expect, test } from '@playwright/test';
import { evidenceOf, hashedHost } from '../../../verifier/drift/evidence.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';

const operation = sampleContract().operations.find(({ id }) => id === 'listRecommendations')!;

test('how often responses kept and broke what the contract assumes, and which values sets had, is as it was', () => {
  const rows = sampleRows(6)[operation.path]!;
  const [first] = rows;
  const recorder = new Recorder();
  const keys = new Set(['active']);
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: 'full', seed: 1 };
  const respond = (body: unknown, { status = 200, headers = {}, query = {}, method = 'GET' } = {}) =>
    recorder.record({
      ...{ scenario: 'probe', sentAt: recorder.all().length, took: 1 },
      request: listRequest(operation, query, { method, fresh: String(recorder.all().length) }),
      response: { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) },
    });
  const page = (items: unknown[], frame: object = {}) => ({ page: 1, pageSize: 100, totalCount: 6, items, ...frame });
  const told = () => {
    const { statements, values } = evidenceOf(context);
    return [
      ...statements.map(({ place, keyword, value, tried, broken }) =>
        [place.replace(/^.*\/properties\//, ''), keyword, JSON.stringify(value), `${broken} of ${tried}`].join(' '),
      ),
      ...values.map(({ place, seen, others }) => `${place}: ${JSON.stringify(seen)} and ${others}`),
    ];
  };
  expect(told()).toEqual([]);
  respond(page([...rows]));
  const plain = told();
  respond(page([{ ...first, id: 'text', name: null, budget: 'much', status: 7, isArchived: null, client: null }]));
  respond(page([{ ...first, budgetMonth: '2024-13', budget: 1.25, type: 'x'.repeat(61), priority: 'x'.repeat(60) }]));
  respond(page([{}, { ...first, more: 1, recommendationFeedbacks: {}, findingsIds: 'none' }]));
  respond(page([], { page: 2 ** 40, pageSize: 'many' }), { query: { page: 2 ** 40 } });
  respond(page([], { page: 2 ** 40, totalCount: 2 ** 41 }), { query: { page: 3 } });
  respond('no JSON');
  respond({ items: [] });
  respond(page([...rows]), { method: 'HEAD' });
  respond(
    { title: 'Bad Request', status: 400 },
    { status: 400, headers: { 'content-type': ['application/problem+json'] } },
  );
  respond('', { status: 401 });
  respond('', { status: 401, headers: { 'www-authenticate': ['ApiKey'] } });
  respond({ title: 1 }, { status: 429, headers: { 'retry-after': ['7'] } });
  respond('', { status: 429 });
  const lines = ['--- plain', ...plain, '--- with odd responses', ...told()];
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('evidence-tallies.txt');
  expect(told()).toEqual(told());
  expect(hashedHost('https://A.example/v1')).toBe(hashedHost('https://a.example/other'));
  expect(hashedHost('no address')).not.toBe(hashedHost('https://a.example'));
});
