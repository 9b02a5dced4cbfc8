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

/** What servers by other hands broke, as the checks said it, and the first headline. */
const BY_OTHERS: readonly [headline: string, ...broken: (readonly [id: string, want: string, got: string])[]][] = [
  [
    'equal also finds rows with other values (title)',
    ['FIL-01', 'the rows whose title equals "Onboarding"', 'id 86 as well'],
  ],
  [
    'filtered lists have rows that do not match (name)',
    ['FIL-01', 'the rows whose name equals "O_B"', 'id 1 as well'],
    ['FIL-02', 'the rows whose name does not equal "x"', 'id 2 as well'],
    ['FIL-08', 'the rows whose name contains "O_B"', 'id 1 as well'],
  ],
  [
    'filtered lists lack rows that match',
    ['FIL-01', 'at least 12 rows (the rows whose client.id equals "a")', 'totalCount 5'],
    ['FIL-03', 'the rows whose parentId is greater than "7"', 'id 9 missing'],
    ['FIL-09', 'at least 12 rows (the rows whose client.id equals "a")', 'totalCount 5'],
  ],
  [
    'some conditions break the server (5xx)',
    ['FIL-06', '200 and the page of the list that was requested', 'status 500'],
    ['FIL-08', 'the rows whose name contains "<b>"', 'status 500'],
  ],
  [
    'some conditions are rejected',
    ['FIL-01', '200 and the page of the list that was requested', 'status 403'],
    ['FIL-08', '"\'" taken as text', 'status 403'],
  ],
  [
    'rows are not in the requested order (id)',
    ['SRT-01', 'rows in the order of id asc', '157 before 156 (rows 1 and 2)'],
    ['SRT-02', 'rows in the order of id desc', '1 before 2 (rows 1 and 2)'],
    ['SRT-04', 'rows in the order of name asc, id asc', '9 before 8 (rows 1 and 2)'],
  ],
  [
    'page is ignored, or counted wrongly: rows come on several pages',
    ['PAG-02', 'every row once over pages of 27', 'id 10207 on pages 1 and 2'],
    ['PAG-03', '3 items on the last page (14)', '33'],
    ['PAG-06', 'no items and totalCount 56 past the end', '56 items'],
  ],
  [
    'totalCount is not the number of rows',
    ['PAG-02', '222 rows over pages of 100', '225'],
    ['PAG-03', '2 items on the last page (11)', '5'],
    ['PAG-05', 'totalCount 13 (all rows)', '12'],
  ],
  [
    'bodies are not JSON',
    ['CON-02', 'a JSON body', 'text that is not JSON'],
    ['CON-03', 'a JSON body', '{"page":1} <!-- 12 ms -->'],
    ['CON-04', 'an object with page, pageSize, totalCount, items', '{"page":1}'],
  ],
  [
    'a row is shown differently in some responses',
    ['CON-14', 'purpose of id 7 as the list shows it elsewhere: null', '"null"'],
  ],
  ['a 401 does not say how to authenticate', ['AUTH-07', '401 with WWW-Authenticate', '401 without it']],
  ['parameters or paths are judged before the key', ['AUTH-05', '401 for page=0 without a key', '400']],
  [
    'values that are no keys are taken for keys',
    ['AUTH-02', '401', '200'],
    ['AUTH-06', 'a revoked key rejected like an unknown one', '200'],
    ['KEY-06', '401', '200'],
    ['KEY-11', '401', '200'],
  ],
  [
    'rows of another IT provider are shown',
    ['AUTH-08', 'rows of one IT provider alone', 'id "a" served to both'],
    ['LIM-01', '50 requests served within the window', '49'],
    ['LIM-02', 'request 51 rejected', '52 served'],
  ],
  [
    'requests of a burst break the server (5xx)',
    ['LIM-01', '50 requests served within the window', 'status 500 for 3 requests of the bursts'],
  ],
];

test('What servers by other hands broke has the headline that its first finding bears out', () => {
  for (const [headline, ...broken] of BY_OTHERS) {
    const [first] = headlines(...broken.map(([id, want, got]) => fails(id, finding(want, got))));
    expect(first).toContain(`${headline}, on listUsers: `);
  }
});

test('A cache that serves responses without a key explains what breaks on other lists', () => {
  const open = fails('SEC-02', finding('401 for the same request without the key', '200'));
  const other = fails('AUTH-08', finding('rows of one IT provider alone', 'id 1', { operation: 'listClients' }));
  expect(headlines(open, other)).toEqual([
    'responses are served from a cache without a key, on listUsers: SEC-02 AUTH-08',
  ]);
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
