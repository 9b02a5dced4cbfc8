import { expect, test } from '@playwright/test';
import { causesOf, RULES } from '../../../reports/causes/causes.ts';
import { obstacleOf } from '../../../reports/causes/obstacles.ts';
import type { ClauseRecord, Finding, RunRecord } from '../../../reports/run.ts';
import { clauses } from '../../../spec/clauses.ts';
import { recordWith, said } from './published.ts';

const finding = (want: string, got: string, change: Partial<Finding> = {}): Finding => ({
  ...{ operation: 'listUsers', want, got, reproduce: "curl 'https://x/users'" },
  ...change,
});
const fails = (id: string, ...findings: Finding[]): ClauseRecord => said(id, { verdict: 'fail', findings });
const headlines = (...broken: ClauseRecord[]) =>
  causesOf(recordWith(broken)).map(({ headline, clauses: ids }) => `${headline}: ${ids.join(' ')}`);
const filtered = { reproduce: `curl -G 'https://x/users' --data-urlencode 'queryFilters={"field":"id"}'` };

test('Findings that share a symptom are one cause, whose headline is the likely defect', () => {
  expect(
    headlines(
      fails('PAG-05', finding('totalCount 5 (the rows whose roleName equals "vCIO")', '26', filtered)),
      fails('FIL-02', finding('the 26 rows split by id "a", null rows included', '26 + 26 rows', filtered)),
      fails('FIL-05', finding('at most 1 rows (the rows whose lastName equals "B")', 'totalCount 26', filtered)),
    ),
  ).toEqual(['totalCount ignores the filter, on listUsers: FIL-02 FIL-05 PAG-05']);
});

test('A page that is wrong without a filter is no filter’s fault; one that is wrong with a filter alone is', () => {
  const bare = fails('PAG-03', finding('30 items on page 2', '29'));
  const joined = fails('FIL-06', finding('a page with one of the rows whose id equals "1"', 'an empty page', filtered));
  expect(headlines(bare, joined)).toEqual([
    'pages do not have as many rows as pageSize says, on listUsers: PAG-03 FIL-06',
  ]);
  expect(headlines(fails('PAG-03', finding('4 of 9 rows on page 1 of 4', '1', filtered)), joined)).toEqual([
    'filtered pages and totalCount disagree: the total ignores the filter, or the filter comes after paging, on listUsers: PAG-03 FIL-06',
  ]);
});

test('Defects on different operations stay apart', () => {
  const other = fails('SRT-03', finding('all 9 rows when sorted by id', '8', { operation: 'listClients' }));
  expect(headlines(fails('PAG-02', finding('every row once', 'id 1 on pages 1 and 2')), other)).toHaveLength(2);
});

test('Each broken clause is in one cause, known findings in none, and failures come first', () => {
  const all = clauses().map(({ id }) => fails(id, finding('this', 'that')));
  const causes = causesOf(recordWith(all));
  expect(causes.flatMap((cause) => cause.clauses).sort()).toEqual(all.map(({ id }) => id).sort());
  const known = { reason: 'agreed', until: '2027-01-31' };
  expect(causesOf(recordWith([said('PAG-02', { verdict: 'warn', findings: [finding('a', 'b', { known })] })]))).toEqual(
    [],
  );
  const mixed = recordWith([
    said('SEC-02', { verdict: 'warn', findings: [finding('a', 'b')] }),
    fails('LIM-01', finding('a', 'b')),
  ]);
  expect(causesOf(mixed).map(({ fails: does }) => does)).toEqual([true, false]);
});

test('Every clause leads to some rule, and drift is the contract’s move', () => {
  const unled = clauses().filter(({ id }) => !RULES.some(({ leads }) => leads.some(({ clause }) => clause.test(id))));
  expect(unled.map(({ id }) => id)).toEqual([]);
  const [drift] = causesOf(recordWith([said('CON-05', { verdict: 'warn', findings: [finding('none', 'items[].x')] })]));
  expect(drift?.whose).toBe('contract');
});

/** What the checks of the portal and of Swagger UI say, in their own words. */
const BY_BROWSER: readonly [id: string, want: string, got: string, area: string, headline: string][] = [
  [
    'KEY-16',
    'the keys of a provider shown to its administrators alone',
    'another provider’s administrator sees ci',
    'keys',
    'keys of another IT provider',
  ],
  [
    'KEY-16',
    'the keys of a provider shown to its administrators alone',
    'somebody who is no administrator sees ci',
    'portal',
    'people who are no administrators',
  ],
  [
    'KEY-03',
    'the value in the clipboard after a click on the copy icon',
    'something else',
    'portal',
    'the value of a new key',
  ],
  [
    'KEY-04',
    'the value nowhere once its page was left',
    'after reload: a comment',
    'portal',
    'the value of a key can be found',
  ],
  ['KEY-09', 'a new value', 'the value from before', 'keys', 'a new key gets a value that was generated before'],
  ['KEY-09', 'the new value served', '401', 'keys', 'a regenerated key does not work'],
  ['KEY-11', 'no record after deleting', 'the record is still listed', 'keys', 'the record of a deleted key'],
  ['KEY-11', '401 at once', '200', 'keys', 'a revoked, deleted or replaced key'],
  ['KEY-15', 'at least 128 bits', 'at most 60 bits', 'keys', 'the values of keys can be guessed'],
  ['DOC-01', 'a page that renders the contract', 'none', 'docs', 'the Swagger UI page does not render'],
  ['DOC-02', 'the response code 200', '401', 'docs', 'operations cannot be tried out'],
];

test('What a browser shows has headlines of its own, in the portal, of keys and of the documentation', () => {
  for (const [id, want, got, area, headline] of BY_BROWSER) {
    const [cause] = causesOf(recordWith([fails(id, { operation: 'portal', want, got })]));
    expect([cause?.area, cause?.headline], id).toEqual([area, expect.stringContaining(headline)]);
  }
});

test('A record of before, without what later versions add, has causes too', () => {
  const {
    coverage: _,
    invocation: __,
    ...old
  }: RunRecord = recordWith([fails('REL-01', finding('every id once', 'id 7 twice'))]);
  expect(causesOf(old)[0]).toMatchObject({ headline: 'rows have the same id, on listUsers', whose: 'server' });
});

const OBSTACLES: readonly [reason: string, whose: string, next: RegExp][] = [
  ['no portal: set MITP_PORTAL_URL', 'configuration', /^Set MITP_PORTAL_URL/],
  ['https://x/clients rejected the key in MITP_API_KEY with 401: set an active key.', 'configuration', /active key/],
  ['suite auth not selected', 'configuration', /--suite auth/],
  ['not covered at standard depth', 'configuration', /--depth full/],
  ['cannot reach http://127.0.0.1:1/public-api/v1: connection refused', 'network', /can be reached/],
  ['cannot reach https://x: self-signed certificate', 'network', /certificate/],
  ['its check failed: x is not a function', 'suite', /no server is to blame/],
  ['no list has more than 100 rows', 'suite', /run\.json/],
];
for (const [reason, whose, next] of OBSTACLES) {
  test(`"${reason}" is a matter of ${whose}`, () => {
    const obstacle = obstacleOf(reason);
    expect(obstacle.whose).toBe(whose);
    expect(obstacle.next).toMatch(next);
  });
}
