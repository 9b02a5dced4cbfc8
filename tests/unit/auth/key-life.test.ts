import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judgeTarget } from '../../judge-target.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { runOf } from '../run-of.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { key07 } from '../../auth/checks/key-07.ts';
import { key16 } from '../../auth/checks/key-16.ts';
import { KEY as KEY_SCENARIO } from '../../auth/evidence/names.ts';
import type { GeneratedKeys } from '../../auth/portal/generated-keys.ts';
import type { Portal } from '../../auth/portal/portal.ts';
import { Actor } from '../../auth/scenarios/actor.ts';
import { tryCrossTenant } from '../../auth/scenarios/cross-tenant.ts';
import { CrossTenantUsers } from '../../auth/scenarios/cross-tenant-users.ts';
import { loadContract } from '../../../spec/contract.ts';
import { clauses } from '../../../spec/clauses.ts';

const KEY = clauses()
  .filter(({ group }) => group === 'KEY')
  .map(({ id }) => id);

test('without a portal the known revoked and deleted keys are judged and everything else says what it lacks', async () => {
  const mock = await startMock({ size: 'small' });
  try {
    const { portal: _, ...config } = configOf(mock);
    const results = await judgeTarget(config, { suites: ['auth'], clauses: KEY });
    const of = (verdict: string) => results.filter((one) => one.verdict === verdict).map(({ id }) => id);
    expect(of('pass')).toEqual(expect.arrayContaining(['KEY-06', 'KEY-11', 'KEY-17']));
    expect(of('fail')).toEqual([]);
    expect(results.find(({ id }) => id === 'KEY-01')?.reason).toBe('no portal: set MITP_PORTAL_URL');
  } finally {
    await mock.close();
  }
});

test('with nothing configured the clauses of dead keys say what could be set', async () => {
  const mock = await startMock({ size: 'small' });
  try {
    const { baseUrl, limit, windowSeconds, controlUrl, keys } = configOf(mock);
    const bare = { baseUrl, limit, windowSeconds, keys: { active: keys.active ?? '' }, controlUrl: controlUrl ?? '' };
    const results = await judgeTarget(bare, { suites: ['auth'], clauses: ['KEY-06', 'KEY-11', 'KEY-13', 'KEY-16'] });
    expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['not-run', 'no portal: set MITP_PORTAL_URL, or MITP_REVOKED_API_KEY'],
      ['not-run', 'no portal: set MITP_PORTAL_URL, or MITP_DELETED_API_KEY'],
      ['not-run', 'no portal: set MITP_PORTAL_URL, or MITP_DELETED_API_KEY'],
      ['not-run', 'no portal: set MITP_PORTAL_URL'],
    ]);
  } finally {
    await mock.close();
  }
});

test('KEY-16 a person whom the portal does not let in is told, and hides neither another nor the other clauses', async () => {
  const recorder = new Recorder();
  const closed = { page: { url: () => '' }, visit: () => Promise.reject(new UserError('the portal did not let x in')) };
  const person = { username: 'x', password: 'y' };
  const actor = {
    portal: closed,
    run: { config: { portal: { member: person } } },
    observe: (step: string, fact: string, value: string) =>
      recorder.observe({ scenario: KEY_SCENARIO, step, fact, value }),
  };
  await tryCrossTenant(actor as unknown as Actor, new CrossTenantUsers(actor as unknown as Actor));
  const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  const judged = () => key16.judge({ contract: loadContract(), target, recorder, depth: 'standard', seed: 1 });
  expect(judged()).toMatchObject({ kind: 'not-run', why: expect.stringContaining('did not let x in') });
  recorder.observe({ scenario: KEY_SCENARIO, step: 'another', fact: 'sees', value: [] });
  expect(judged()).toMatchObject({ kind: 'pass', notes: [expect.stringContaining('did not let x in')] });
});

test('the end of a run waits for what is being undone already, and undoes the last first', async () => {
  const config = { baseUrl: 'http://127.0.0.1:9', keys: { active: 'k' }, limit: 50, windowSeconds: 60 };
  const run = runOf(config, { suites: ['auth'], depth: 'quick' });
  const done: string[] = [];
  run.defer(() => Promise.resolve(void done.push('browser')));
  const undo = run.defer(() => new Promise((resolve) => setTimeout(() => resolve(void done.push('keys')), 20)));
  void undo();
  await run.close();
  expect(done).toEqual(['keys', 'browser']);
});

test('an act that no control of the record can do is not seen done, although another act did it, and nothing is judged by it', async () => {
  const run = runOf({ baseUrl: 'http://127.0.0.1:9', keys: { active: 'k' }, limit: 50, windowSeconds: 60 });
  const portal = {
    acts: { pressOffered: () => Promise.resolve(undefined), offers: () => Promise.resolve(true) },
    list: { find: () => Promise.resolve(undefined) },
    reloadKeys: () => Promise.resolve(),
  };
  const actor = new Actor(run, portal as unknown as Portal, { track: (label: string) => label } as GeneratedKeys);
  for (const act of ['revoke', 'delete'] as const) expect(await actor.confirm(act, 'a')).toBe(false);
  const seen = run.context.recorder.observed(KEY_SCENARIO).map(({ fact, value }) => [fact, value]);
  expect(seen).toEqual([
    ['not done', 'revoke: the record has no control for it'],
    ['not done', 'delete: the record has no control for it'],
  ]);
  expect(run.context.recorder.completed()).toEqual([]);
});

test('KEY-07 is not judged by the pop-up alone, where the portal gave up before Cancel was tried', () => {
  const recorder = new Recorder();
  const see = (step: string, fact: string, value: string | boolean) =>
    recorder.observe({ scenario: KEY_SCENARIO, step, fact, value });
  see('revoke', 'confirmation', true);
  see('cancel-revoke', 'record', true);
  see('portal', 'unavailable', 'the portal gave up: a time-out');
  const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  const judged = (depth: 'quick' | 'standard') =>
    key07.judge({ contract: loadContract(), target, recorder, depth, seed: 1 });
  expect(judged('standard')).toMatchObject({ kind: 'not-run', why: 'the portal gave up: a time-out' });
  expect(judged('quick')).toMatchObject({ kind: 'pass' });
  see('cancel-revoke', 'still active', true);
  expect(judged('standard')).toMatchObject({ kind: 'pass' });
});

/** Tries Cancel in a portal in which each press opens a pop-up or not, and sends something or not. @returns what was noted */
async function cancelled(presses: readonly { opens: boolean; sends?: boolean; ends?: boolean }[]) {
  const run = runOf({ baseUrl: 'http://127.0.0.1:9', keys: { active: 'k' }, limit: 50, windowSeconds: 60 });
  const rest = [...presses];
  let now: (typeof presses)[number] | undefined;
  const done = () => Promise.resolve();
  const portal = {
    acts: { press: () => Promise.resolve((now = rest.shift())?.opens), answer: done },
    list: { find: () => Promise.resolve({}), offers: () => Promise.resolve(now?.ends !== true) },
    watch: {
      sent: done,
      get writes() {
        return now?.sends ? [{ method: 'POST', path: '/', status: 204 }] : [];
      },
    },
    reloadKeys: done,
  };
  const actor = new Actor(run, portal as unknown as Portal, { track: (label: string) => label } as GeneratedKeys);
  const why = await actor.cancel('revoke', 'a').catch((error: unknown) => String(error));
  const noted = run.context.recorder.observed(KEY_SCENARIO).filter(({ fact }) => fact !== 'record');
  return [...noted.map(({ value }) => value), ...(why === undefined ? [] : [why])];
}

test('a control that did nothing is pressed once more, and is no evidence that nothing is asked', async () => {
  expect(await cancelled([{ opens: false }, { opens: false }])).toEqual([expect.stringContaining('did nothing')]);
  expect(await cancelled([{ opens: false }, { opens: true }])).toEqual([true, true]);
  expect(await cancelled([{ opens: false, sends: true }])).toEqual([false, true]);
  expect(await cancelled([{ opens: false, ends: true }])).toEqual([false, false]);
});
