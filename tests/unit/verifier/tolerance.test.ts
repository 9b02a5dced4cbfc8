import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import type { Fault } from '../../../mocks/faults/hooks.ts';
import { withHeaders } from '../../../mocks/faults/support/replies.ts';
import { clauses } from '../../../spec/clauses.ts';
import { VARIANTS } from '../../../mocks/faults/variants/index.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judgeTarget } from '../../judge-target.ts';
import { SLOW } from '../slow.ts';

/** What is judged without a browser and without a burst. */
const CLAUSES = clauses()
  .filter(({ group }) => !['KEY', 'DOC', 'LIM'].includes(group))
  .map(({ id }) => id);

const UNSAID = ['www-authenticate', 'cache-control', 'retry-after'];

/** A server that says less than ours: the vendor promises none of these headers. */
const terse: Fault = {
  id: 'terse',
  class: 'variant',
  sentence: 'No answer has WWW-Authenticate, Cache-Control or Retry-After.',
  clauses: [],
  hooks: () => ({
    around: (conforming) => async (request) =>
      withHeaders(await conforming(request), Object.fromEntries(UNSAID.map((name) => [name, undefined]))),
  }),
};

test("a server with the vendor's looser habits, all at once, warns but never fails", SLOW, async () => {
  const limit = 5_000;
  const mock = await startMock({ size: 'small', catalogue: [...VARIANTS, terse], rateLimit: limit });
  try {
    await mock.setFaults('terse', 'refusal-as-text', 'extra-members', 'new-values', 'case-ignored', 'nulls-last');
    // As a target somewhere else: nothing moves its clock, and what is only assumed may warn.
    const { controlUrl: _, ...config } = { ...configOf(mock), limit };
    const results = await judgeTarget(config, { suites: ['auth', 'contract'], strict: false, clauses: CLAUSES });
    expect(results.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    const warned = results.filter(({ verdict }) => verdict === 'warn').map(({ id }) => id);
    expect(warned).toEqual(expect.arrayContaining(['AUTH-07', 'SEC-02', 'CON-05', 'CON-06']));
    expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(40);
  } finally {
    await mock.close();
  }
});
