import { expect, test } from '@playwright/test';
import type { CheckContext, Depth, RequestGroup } from '../../../verifier/check-context.ts';
import type { Check } from '../../../verifier/check.ts';
import type { Client } from '../../../verifier/client.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { gather, type GatherLimits } from '../../../verifier/gather.ts';
import { outstanding } from '../../../verifier/outstanding.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';

const { operations } = sampleContract();
const KEYS = { active: 'k'.repeat(40), revoked: 'r'.repeat(40) };

/** A request that a log can name: `b7` is the seventh of check b. */
const requestOf = (check: number, n: number, key = 'active') =>
  listRequest(operations[check % operations.length]!, { page: n }, { key });
const nameOf = ({ operation, target, headers }: RequestSpec) => {
  const at = operations.findIndex(({ id }) => id === operation);
  const key = JSON.stringify(headers).includes('revoked') ? '!' : '';
  return `${'abcdefghi'[at]}${/page=(\d+)/.exec(target)?.[1]}${key}`;
};

/** Checks a, b, ...: each wants groups of one to three requests at each depth, and follow-ups of what was not as predicted. */
function checksOf(count: number, change: (groups: RequestGroup[], context: CheckContext, at: number) => void): Check[] {
  return Array.from({ length: count }, (_, at) => ({
    clause: 'PAG-02',
    requestGroups(context) {
      const group = (n: number, size: number, depth: Depth): RequestGroup => ({
        ...{ depth, label: `${at} ${n}` },
        requests: Array.from({ length: size }, (__, i) => requestOf(at, n + i)),
      });
      const groups = [
        ...[1, 3].map((n) => group(n, ((at + n) % 3) + 1, 'quick')),
        ...[6, 9].map((n) => group(n, ((at + n) % 2) + 1, 'standard')),
        ...Array.from({ length: 8 }, (__, n) => group(20 + n, 1, 'full')),
      ];
      change(groups, context, at);
      return groups;
    },
    judge: () => ({ kind: 'not-run', why: 'nothing is judged', notes: [] }),
  }));
}

/** The first request of check b leads to follow-ups; check a's last quick ones are what others build on; check c tries a revoked key. */
const CHECKS = checksOf(3, (groups, { recorder }, at) => {
  if (at === 0) groups[1] = { ...groups[1]!, foundation: true };
  if (at === 1 && recorder.find(groups[0]!.requests[0]!))
    groups.push({ label: 'follow-up', depth: 'quick', urgent: true, requests: [90, 91].map((n) => requestOf(1, n)) });
  if (at === 2)
    groups.push({ label: 'revoked', depth: 'quick', requests: [80, 81].map((n) => requestOf(2, n, 'revoked')) });
});

function runOf(
  depth: Depth,
  seed = 1,
  statusOf = (request: RequestSpec): number => (nameOf(request).endsWith('!') ? 401 : 200),
) {
  const recorder = new Recorder();
  const keys = new Set(Object.keys(KEYS));
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys };
  const context: CheckContext = { contract: sampleContract(), target, depth, seed, recorder };
  const log: string[] = [];
  const send = (request: RequestSpec) => {
    const status = statusOf(request);
    log.push(nameOf(request));
    const response = { status, headers: {}, text: '{}' };
    return Promise.resolve(recorder.record({ scenario: 'probe', request, sentAt: log.length, took: 1, response }));
  };
  return { context, log, client: { send } as unknown as Client };
}

async function sent(depth: Depth, limits: Partial<GatherLimits>, { seed = 1, checks = CHECKS } = {}): Promise<string> {
  const { context, log, client } = runOf(depth, seed);
  const why = await gather(checks, context, client, new Secrets(KEYS), { most: Infinity, ...limits });
  return `${log.join(' ')}${why === undefined ? '' : `; ${why}`}`;
}

test('which requests are sent in which order, within every limit, is as it was', async () => {
  const lines: string[] = [];
  const note = async (name: string, text: Promise<string>) => lines.push(`${name}: ${await text}`);
  for (const depth of ['quick', 'standard', 'full'] as const)
    for (const most of [0, 1, 2, 3, 5, 8, 13, 17, 30, Infinity])
      await note(`${depth}, at most ${most}`, sent(depth, { most }));
  for (const seed of [0, 2, 3]) await note(`standard, seed ${seed}`, sent('standard', {}, { seed }));
  const after = (count: number) => {
    let calls = 0;
    return () => (calls += 1) > count;
  };
  const late = after(3);
  await note('too late after three', sent('quick', { late }));
  const ended = after(4);
  await note('stopped after four', sent('quick', { stop: () => (ended() ? 'it was stopped' : undefined) }));
  await note('only of list b', sent('full', { only: ({ request }) => nameOf(request).startsWith('b') }));
  await note('only what others build on', sent('standard', { most: 9, only: ({ foundation }) => foundation }));
  let ticks = 0;
  await note('told', sent('quick', { onProgress: () => (ticks += 1) }));
  const many = checksOf(4, (groups, _, at) => {
    for (let n = 100; n < 140; n += 1) groups.push({ label: `${n}`, depth: 'quick', requests: [requestOf(at, n)] });
  });
  await note('more than are sent at once', sent('quick', { most: 200 }, { checks: many }));
  expect(`${[...lines, `told ${ticks} times`].join('\n')}\n`).toMatchSnapshot('sent-in-turn.txt');
});

test('a check that throws sends nothing and is named; where nobody takes its name the error is thrown', async () => {
  const broken: Check = {
    ...CHECKS[0]!,
    clause: 'SRT-01',
    requestGroups: () => {
      throw new Error('no such field');
    },
  };
  const failed: string[] = [];
  const checks = [broken, CHECKS[2]!];
  const whole = sent('quick', { failed: (clause, error) => failed.push(`${clause} ${String(error)}`) }, { checks });
  expect(await whole).toBe(await sent('quick', {}, { checks: [CHECKS[2]!] }));
  expect(new Set(failed)).toEqual(new Set(['SRT-01 Error: no such field']));
  const { context } = runOf('quick');
  expect(() => outstanding(checks, context, new Secrets(KEYS))).toThrow('no such field');
});

test('a request that no key can carry is not sent, and neither is its group', () => {
  const { context } = runOf('quick');
  const requests = [requestOf(0, 1), requestOf(0, 2, 'foreign')];
  const check: Check = { ...CHECKS[0]!, requestGroups: () => [{ label: 'x', depth: 'quick', requests }] };
  expect(outstanding([check], context, new Secrets(KEYS))).toEqual([]);
  expect(outstanding([check], context, new Secrets({ ...KEYS, foreign: 'f'.repeat(40) }))).toHaveLength(2);
});

test('in a standard run a check goes on with what `standard` adds, although another still has much that every run sends', async () => {
  const checks = checksOf(2, (groups, _, at) => {
    for (let n = 100; at === 0 && n < 140; n += 1)
      groups.push({ label: `${n}`, depth: 'quick', requests: [requestOf(0, n)] });
  });
  const names = (await sent('standard', { most: 44 }, { checks })).split(' ');
  expect(names).toContain('b6');
  expect(names.indexOf('b6')).toBeGreaterThan(names.indexOf('a105'));
  expect((await sent('full', { most: 44 }, { checks })).split(' ')).not.toContain('b6');
});

test('a changed key is tried when no request that uses quota is left; where it is served, half of the reserve is kept', async () => {
  const changed = Array.from({ length: 40 }, (_, n) => ({
    ...requestOf(2, n),
    headers: { [KEY_HEADER]: `Bearer {{active}} ${n}` },
  }));
  const check: Check = {
    ...CHECKS[2]!,
    requestGroups: () => changed.map((request, n) => ({ label: `${n}`, depth: 'standard', requests: [request] })),
  };
  const [others] = checksOf(1, () => undefined);
  const sentTo = async (status: number) => {
    const { context, log, client } = runOf('standard', 1, (request) =>
      nameOf(request).startsWith('c') ? status : 200,
    );
    await gather([others!, check], context, client, new Secrets(KEYS), { most: 12 });
    return { tried: log.filter((name) => name.startsWith('c')).length, all: log.length };
  };
  expect((await sentTo(401)).tried).toBe(changed.length);
  const served = await sentTo(200);
  expect(served.tried).toBeGreaterThan(0);
  expect(served.all).toBe(11);
});
