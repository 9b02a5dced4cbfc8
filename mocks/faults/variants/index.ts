import { compare, type Row } from '../../data/columns.ts';
import { faultOf } from '../support/row.ts';
import type { Variant } from './variant.ts';
import { ruleByRule } from '../support/filters.ts';
import { DATA } from './data.ts';
import { NEIGHBOURS } from './neighbours.ts';
import { WIRE } from './wire.ts';
import { changeStatus, withBody, withHeaders } from '../support/replies.ts';
import { changeEach, changeRows, textAt, isNull } from '../support/rows.ts';
import { afterSorting, orderedBy } from '../support/sorting.ts';

const variant = faultOf('variant');

const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const dated = (change: (date: string) => string) =>
  changeRows(null, (rows) =>
    rows.map((row): Row => {
      const entries = Object.entries(row);
      return Object.fromEntries(
        entries.map(([name, value]) => [name, typeof value === 'string' && DATE.test(value) ? change(value) : value]),
      );
    }),
  );
const culture = new Intl.Collator('en');

/** Conforming servers that differ in what the vendor leaves open (tolerated; see docs/proof.md). */
export const VARIANTS: readonly Variant[] = [
  variant('refusal-as-text', 'A 429 has a body of plain text.', ['CON-08'], () =>
    changeStatus(429, (reply) => withBody(reply, 'API calls quota exceeded!', 'text/plain; charset=utf-8')),
  ),
  variant('refusal-without-body', 'A 429 has no body.', ['CON-08'], () =>
    changeStatus(429, (reply) => withBody(reply, '')),
  ),
  variant('no-retry-after', 'A 429 does not say how long to wait.', [], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': undefined })),
  ),
  variant('retry-after-date', 'A 429 says until when to wait, as a date.', [], ({ clock }) =>
    changeStatus(429, (reply) => {
      const until = clock.now() + Number(reply.headers['retry-after']) * 1000;
      // A date says nothing without the clock that it is read by, which tests move.
      const date = new Date(clock.now()).toUTCString();
      return withHeaders(reply, { date, 'retry-after': new Date(Math.ceil(until / 1000) * 1000).toUTCString() });
    }),
  ),
  variant('quota-headers', 'Every response says what is left of the quota.', [], () => ({
    around: (original) => async (request) =>
      withHeaders(await original(request), { 'x-rate-limit-limit': '1m', 'x-rate-limit-remaining': '7' }),
  })),
  variant(
    'forbidden',
    'A request without a valid key is rejected with 403.',
    [
      'AUTH-01',
      'AUTH-02',
      'AUTH-04',
      'AUTH-05',
      'AUTH-06',
      'AUTH-07',
      'AUTH-09',
      'CON-08',
      'CON-11',
      'SEC-02',
      'KEY-06',
      'KEY-10',
      'KEY-11',
      'KEY-13',
    ],
    () =>
      changeStatus(401, (reply) => ({
        ...withBody(reply, reply.body?.toString('utf8').replaceAll('401', '403') ?? ''),
        status: 403,
      })),
  ),
  variant('extra-members', 'Rows have a member more than the contract knows.', ['CON-05'], () =>
    changeEach('listClients', (row) => ({ ...row, timeZone: 'UTC' })),
  ),
  variant('new-values', 'An open set has a value that nobody has seen.', ['CON-06'], () =>
    changeEach('listReviews', (row, at) => (at % 9 === 0 ? { ...row, status: 'OnHold' } : row)),
  ),
  variant('nulls-last', 'Rows without a value come last in asc, and first in desc.', [], () =>
    afterSorting((rows, [{ field, direction }, ...more]) => {
      if (more.length > 0) return rows;
      const nulls = rows.filter((row) => isNull(row, field.member));
      const others = rows.filter((row) => !isNull(row, field.member));
      return direction === 'asc' ? [...others, ...nulls] : [...nulls, ...others];
    }),
  ),
  variant('case-ignored', 'Texts are compared without case.', [], () =>
    ruleByRule((rule, rows) => {
      if (rule.field.type !== 'string') return undefined;
      const wanted = rule.condition.toLowerCase();
      const folded = (row: Row) => textAt(row, rule.field.member).toLowerCase();
      if (rule.predicate === 'equal')
        return rows.filter((row) => !isNull(row, rule.field.member) && folded(row) === wanted);
      if (rule.predicate === 'notEqual')
        return rows.filter((row) => isNull(row, rule.field.member) || folded(row) !== wanted);
      if (rule.predicate !== 'contains') return undefined;
      return rows.filter((row) => !isNull(row, rule.field.member) && folded(row).includes(wanted));
    }),
  ),
  variant('cultural-order', 'Texts are ordered as a dictionary orders them.', [], () =>
    orderedBy('string', culture.compare),
  ),
  variant('dates-without-fractions', 'Dates have no fractions of a second.', [], () =>
    dated((date) => date.replace(/\.\d+/, '')),
  ),
  variant('dates-in-utc', 'Dates end in Z.', [], () => dated((date) => (date.endsWith('Z') ? date : `${date}Z`))),
  variant('dates-with-seven-digits', 'Dates have seven digits of a second.', [], () =>
    dated((date) =>
      date.replace(
        /(?:\.(\d+))?(Z?)$/,
        (_, digits: string | undefined, zone: string) => `.${(digits ?? '').padEnd(7, '0')}${zone}`,
      ),
    ),
  ),
  variant('listed-by-id', 'Unsorted lists come in the order of their ids.', [], () =>
    changeRows(null, (rows) => [...rows].sort((a, b) => compare(a['id'] as string, b['id'] as string))),
  ),
  variant('private', 'Responses say that they are private in place of no-store.', [], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': 'private, max-age=0' })),
  ),
  variant('method-unknown', 'A method that the contract does not name is rejected with 404.', ['CON-11'], () =>
    changeStatus(405, (reply) => ({
      ...withHeaders(withBody(reply, reply.body?.toString('utf8').replaceAll('405', '404') ?? ''), {
        allow: undefined,
      }),
      status: 404,
    })),
  ),
  ...WIRE,
  ...DATA,
  ...NEIGHBOURS,
];
