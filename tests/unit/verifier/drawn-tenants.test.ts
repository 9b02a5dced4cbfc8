import { expect, test } from '@playwright/test';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { keyOf, type RequestSpec } from '../../../verifier/exchange.ts';
import { rawRequest } from '../../../verifier/requests.ts';
import {
  bodyOf,
  conforming,
  problem,
  type SampleLists,
  type SampleResponse,
  type SampleServer,
} from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { authChecks } from '../../auth/catalogue.ts';
import { sameOfTheirs } from '../../auth/evidence/tenant-requests.ts';
import { dice } from '../dice.ts';
import { drawnLists } from './drawn-rows.ts';
import { drawnServer, judged, otherStatuses, STATUSES, type Dice } from './drawn-server.ts';

const RUNS = 28;
const keyIn = ({ headers }: RequestSpec) => String(headers[KEY_HEADER] ?? headers['MITP-Api-Key'] ?? '');
const withKey = (request: RequestSpec, key: string): RequestSpec => ({
  ...request,
  headers: { ...request.headers, [KEY_HEADER]: `{{${key}}}` },
});

/** Rows that no own list has: other identifiers and names. */
function theirLists(drawn: Dice): SampleLists {
  const text = JSON.stringify(drawnLists(drawn.pick(1, 3, 7), drawn));
  const others = text.replaceAll('"a00', '"b00').replaceAll('"name":"', '"name":"Other ');
  return JSON.parse(others.replace(/"id":(\d+)/g, (_, id: string) => `"id":${Number(id) + 5_000}`)) as SampleLists;
}

/** What a server of two IT providers does wrong. */
const DEFECTS: readonly ((apart: SampleServer, their: SampleServer, drawn: Dice) => SampleServer)[] = [
  (apart) => apart,
  // Some requests with own keys are answered with their rows, or count them.
  (apart, their, { pick }) => {
    const part = pick(/queryFilters/, /sortingRules/, /page=2/, /[a-z]Id=/, /clients$/, /name|title/);
    const isAdded = pick(true, false);
    return responding(apart, (request) => {
      if (!part.test(request.target) || keyIn(request) !== '{{active}}') return undefined;
      const theirs = their(withKey(request, 'active'));
      const own = apart(request);
      if (theirs.status !== undefined || own.status !== undefined) return undefined;
      const [a, b] = [bodyOf(own), bodyOf(theirs)];
      const totalCount = a.totalCount + b.totalCount;
      return { body: isAdded ? { ...a, totalCount } : { ...a, totalCount, items: [...a.items, ...b.items] } };
    });
  },
  // A cache that distinguishes responses by their address alone.
  (apart) => {
    const kept = new Map<string, SampleResponse>();
    return (request) => {
      const response = kept.get(request.target) ?? apart(request);
      if (response.status === undefined) kept.set(request.target, response);
      return response;
    };
  },
  // A key that does not work any more works in some places.
  (apart, _, { pick }) => {
    const part = pick(/clients/, /page/, /./, /[A-Z].*[?/]|%/);
    const inactive = pick(/revoked/, /deleted/, /active:/, /^$/);
    return responding(apart, (request) =>
      part.test(request.target) && inactive.test(keyIn(request)) ? apart(withKey(request, 'active')) : undefined,
    );
  },
  // Another status for each wrong key.
  (apart, _, { pick }) => {
    const [status, wrong] = [pick(...STATUSES), pick(/foreign/, /revoked|deleted/, /:|unknown/, /^$/)];
    return responding(apart, (request) => (wrong.test(keyIn(request)) ? problem(status, 'rejected') : undefined));
  },
  (apart, _, drawn) => otherStatuses(apart, drawn),
  // The same tag for everybody, or the foreign key reads our rows.
  (apart, _, { pick }) =>
    pick(true, false)
      ? (request) => ({ ...apart(request), headers: { etag: '"1"' } })
      : responding(apart, (request) =>
          keyIn(request) === '{{foreign}}' ? apart(withKey(request, 'active')) : undefined,
        ),
];

for (let seed = 0; seed < RUNS; seed += 1)
  test(`what checks of keys and tenants request and say of drawn server ${seed} is as it was`, () => {
    const drawn = dice(300 + seed);
    const { contract, server } = drawnServer(drawn);
    const lists = theirLists(drawn);
    const their = conforming(() => lists);
    const apart = responding(server, (request) =>
      keyIn(request) === '{{foreign}}' ? their(withKey(request, 'active')) : undefined,
    );
    const { lines } = judged(drawn, {
      ...{ checks: authChecks, contract, server: DEFECTS[seed % DEFECTS.length]!(apart, their, drawn) },
      ...{ depth: drawn.pick('quick', 'standard', 'full'), keys: { foreign: 'f'.repeat(40), deleted: 'd'.repeat(40) } },
    });
    expect(`${lines.join('\n')}\n`).toMatchSnapshot(`drawn-tenants-${seed}.txt`);
  });

test('what is requested again with the other key carries that key alone, however the header was spelled', () => {
  const headers = { 'MITP-Api-Key': '{{active}}' };
  const request = { ...rawRequest('/clients', { key: null, fresh: 'x' }), headers };
  const response = { status: 200, headers: {}, text: '' };
  const same = sameOfTheirs({ n: 1, scenario: 'probe', request, sentAt: 0, took: 1, response });
  expect([Object.keys(same.headers).length, keyOf(same)]).toEqual([1, 'foreign']);
});
