import { asset } from '../../spec/asset.ts';
import type { RuleId } from '../../spec/client-rules.ts';

/** How a client of the catalogue is started. */
export interface CatalogueClient {
  readonly name: string;
  readonly sentence: string;
  readonly command: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}

/** A mistake that a client of the catalogue makes when DEFECT names it, and where it shows. */
export interface ClientDefect {
  readonly client: string;
  readonly id: string;
  readonly rule: RuleId;
  readonly sentence: string;
  /** Scenarios that show it beside the undisturbed runs. */
  readonly scenarios: readonly string[];
}

const typescript = (file: string) => [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  asset(`drill/clients/${file}`),
];

/** Clients that keep every rule: two in TypeScript, one in Python's standard library, one shell script. */
export const CLIENTS: readonly CatalogueClient[] = [
  {
    name: 'fetch',
    sentence: 'TypeScript with fetch; reads pages side by side, filters and sorts.',
    command: typescript('fetch-client.ts'),
    set: {},
  },
  {
    name: 'axios',
    sentence: 'TypeScript with axios; names of its own for everything, writes a CSV file.',
    command: typescript('axios-client.ts'),
    set: { MYAPP_URL: '{baseUrl}', MYAPP_TOKEN: '{key}', RESULT: '{result}' },
  },
  {
    name: 'python',
    sentence: "Python's standard library; prints JSON.",
    command: ['python3', asset('drill/clients/urllib_client.py')],
    set: {},
  },
  {
    name: 'shell',
    sentence: 'A shell script with curl and jq; prints lines.',
    command: ['sh', asset('drill/clients/curl-client.sh')],
    set: {},
  },
];

const defects = (client: string, rows: readonly (readonly [string, RuleId, string, ...string[]])[]): ClientDefect[] =>
  rows.map(([id, rule, sentence, ...scenarios]) => ({ client, id, rule, sentence, scenarios }));

/** Every defect; the listing is the documentation. */
export const CLIENT_DEFECTS: readonly ClientDefect[] = [
  ...defects('fetch', [
    ['key-in-url', 'USE-01', 'sends the key as a query parameter too'],
    ['key-in-cookie', 'USE-01', 'sends the key as a cookie too'],
    ['key-with-scheme', 'USE-01', 'puts "Bearer" before the key'],
    ['wrong-base', 'USE-02', 'builds the base path itself, and wrongly'],
    ['wrong-path', 'USE-02', 'reads /client, which does not exist'],
    ['posts', 'USE-02', 'sends POST where GET is meant'],
    ['wrong-field', 'USE-04', 'filters by a field that does not exist'],
    ['wrong-predicate', 'USE-04', 'filters by the predicate eq'],
    ['condition-not-text', 'USE-04', 'sends a condition as a boolean'],
    ['filter-not-json', 'USE-04', 'sends a filter that is not JSON'],
    ['wrong-direction', 'USE-04', 'sorts in the direction "descending"'],
    ['trusts-its-own-size', 'USE-06', 'counts pages by the size that it requested', 'small-pages'],
    ['one-page-too-many', 'USE-08', 'requests the page after the last'],
    ['reads-page-1-again', 'USE-09', 'reads the first page twice'],
    ['row-by-row', 'USE-10', 'reads the reviews of each client alone'],
    ['spends-the-quota', 'USE-11', 'sends more than 50 requests at once'],
    ['hammers', 'USE-12', 'sends a limited request again at once', 'limit-in-the-middle'],
    ['parse-seconds-only', 'USE-12', 'does not understand a date in Retry-After', 'limit-with-date'],
    ['storm', 'USE-14', 'sends a failed request again 50 times without a pause', '503-for-good'],
    ['loses-page', 'USE-16', 'goes on without a page that failed', 'one-503', 'three-503', '503-for-good'],
    ['keeps-what-came', 'USE-18', 'leaves out pages that fail for good', 'last-500-for-good'],
    ['crashes-on-null', 'USE-17', 'reads a property of null', 'nulls'],
    ['unhandled-is-0', 'USE-18', 'ends with 0 after an error', 'key-dead'],
    ['prints-encoded-key', 'USE-19', 'prints the key in base64 with an error', 'key-dead'],
  ]),
  ...defects('axios', [
    ['key-in-params', 'USE-01', 'sends the key as api_key too'],
    ['key-in-body', 'USE-01', 'sends the key in a body too'],
    ['page-size-500', 'USE-05', 'requests 500 rows a page'],
    ['two-pages-at-most', 'USE-06', 'stops after two pages', 'rows-250'],
    ['retry-after-in-ms', 'USE-12', 'takes Retry-After for milliseconds', 'limit-at-start'],
    ['no-pause', 'USE-14', 'sends a failed request again at once, each time', 'three-503'],
    ['retries-everything', 'USE-15', 'sends a rejected request again', 'bad-request'],
    ['skips-failed-page', 'USE-16', 'leaves out a page that failed', 'one-reset'],
    ['null-is-fatal', 'USE-17', 'formats a null', 'nulls'],
    ['unknown-status', 'USE-17', 'rejects a status that it does not know', 'new-values'],
    ['strict-fields', 'USE-17', 'rejects a field that it does not know', 'new-fields'],
    ['ids-of-32-bits', 'USE-17', 'keeps ids in 32 bits', 'ids-beyond-31-bits'],
    ['accepts-any-status', 'USE-18', 'takes every response for a list', 'key-dead'],
    ['says-ok', 'USE-18', 'ends with 0 after an error', 'down'],
    ['prints-request', 'USE-19', 'prints the headers of a failed request', 'key-revoked-midway'],
    ['appends-key', 'USE-19', 'writes the key into its result'],
  ]),
  ...defects('python', [
    ['key-in-authorization', 'USE-01', 'sends the key in the header Authorization too'],
    ['key-in-basic', 'USE-01', 'sends the key in base64'],
    ['unknown-parameter', 'USE-03', 'filters by filter_field'],
    ['wrong-letter-case', 'USE-03', 'sends Page and PageSize'],
    ['page-zero', 'USE-05', 'counts pages from 0'],
    ['stops-at-short-page', 'USE-06', 'stops at the first page that is not full', 'small-pages'],
    ['first-page-only', 'USE-07', 'reads the first page and no more'],
    ['small-pages', 'USE-08', 'reads whole lists in pages of ten'],
    ['until-empty', 'USE-08', 'reads until a page is empty'],
    ['ignores-retry-after', 'USE-12', 'waits 0.2 s after a 429', 'limit-in-the-middle'],
    ['ignores-retry-after-date', 'USE-12', 'waits 0.2 s where Retry-After is a date', 'limit-with-date'],
    ['retries-401', 'USE-13', 'sends a rejected key five times', 'key-dead'],
    ['storm', 'USE-14', 'sends failed requests again without a pause', 'three-503'],
    ['retries-ten-times', 'USE-14', 'sends a failed request again nine times', 'three-503', '503-for-good'],
    ['retries-400', 'USE-15', 'sends a rejected request again', 'bad-request'],
    [
      'swallows-errors',
      'USE-18',
      'ends a list at the first error',
      'limit-without-retry-after',
      'one-cut-off',
      'key-revoked-midway',
    ],
    ['gives-up-silently', 'USE-16', 'ends a list at a 429', 'limit-in-the-middle'],
    ['ignores-cut-off', 'USE-16', 'takes half a body for an empty list', 'one-cut-off'],
    ['crashes-on-null', 'USE-17', 'reads a field of null', 'nulls'],
    ['crashes-on-fraction', 'USE-17', 'reads dates without a fraction alone', 'dates-with-fraction'],
    ['crashes-on-new-field', 'USE-17', 'counts fields', 'new-fields'],
    ['crashes-on-new-value', 'USE-17', 'knows four statuses', 'new-values'],
    ['crashes-on-large-id', 'USE-17', 'has no room for large ids', 'ids-beyond-31-bits'],
    ['crashes-on-empty', 'USE-17', 'reads the first row of an empty list', 'empty-account'],
    ['decodes-as-latin-1', 'USE-17', 'reads UTF-8 as Latin-1', 'odd-text'],
    ['html-is-empty', 'USE-18', 'takes a page of HTML for an empty list', 'html-with-200'],
    ['exits-with-0', 'USE-18', 'ends with 0 after an error', 'key-dead'],
    ['prints-headers', 'USE-19', 'prints the headers of each request'],
    ['prints-key', 'USE-19', 'prints the key'],
  ]),
  ...defects('shell', [
    ['key-in-query', 'USE-01', 'sends the key in the URL too'],
    ['trailing-name', 'USE-02', 'reads /meetings/list'],
    ['short-page-ends', 'USE-06', 'stops at the first page that is not full', 'small-pages'],
    ['first-hundred', 'USE-07', 'reads 100 rows and no more'],
    ['hammers-429', 'USE-12', 'sends a limited request again at once', 'limit-at-start'],
    ['tries-key-again', 'USE-13', 'sends a rejected key five times again', 'key-dead'],
    ['no-sleep', 'USE-14', 'sends a failed request again at once, each time', 'three-503'],
    ['one-attempt-and-on', 'USE-16', 'goes on after a failed page', 'one-503'],
    ['empty-is-an-error', 'USE-17', 'fails on an empty account', 'empty-account'],
    ['ignores-status', 'USE-18', 'ends with 0 whatever the status', 'key-dead'],
    ['verbose', 'USE-19', 'shows its commands while the key is in them', 'key-dead'],
  ]),
];
