import type { Rule } from './rule.ts';

const ANY = /./;

/** Defects of responses as such: a list that cannot be read breaks the other clauses, too. */
export const RESPONSES: readonly Rule[] = [
  {
    id: 'operation-broken',
    area: 'http',
    headline: 'an operation does not respond with 200',
    next: 'Run the first command, and look into the log of the server for that request.',
    leads: [{ clause: /^CON-01$/ }],
    explains: ANY,
  },
  {
    id: 'gateway-gives-up',
    area: 'http',
    headline: 'some requests never get past the gateway',
    next: 'Run the first command, and look into the log of the gateway: the service behind it is too slow for this request, or crashes.',
    leads: [{ clause: /^CON-15$/ }],
    explains: /^CON-08$/,
  },
  {
    id: 'answers-differ',
    area: 'http',
    headline: 'the same request gets different responses',
    next: 'Compare the replicas or caches behind the address: run the first command several times.',
    leads: [{ clause: /^CON-14$/, says: /^the same response/ }],
    explains: /^(CON|PAG|FIL|SRT|REL)-/,
  },
  {
    id: 'row-differs',
    area: 'http',
    headline: 'a row is shown differently in some responses',
    next: 'Run both commands, and compare that row: a filter, an order or a page changes it.',
    leads: [{ clause: /^CON-14$/, says: /as the list shows it elsewhere/ }],
    explains: /^(CON|PAG|FIL|SRT|REL)-/,
  },
  {
    id: 'conditional',
    area: 'http',
    headline: 'conditional requests are not answered as their headers say',
    next: 'Respond with 304 only to the tag or time of the current response.',
    leads: [{ clause: /^CON-14$/ }],
    explains: /^CON-/,
  },
  {
    id: 'errors-as-200',
    area: 'http',
    headline: 'errors have status 200',
    next: 'Respond to bad requests with their status, 400.',
    leads: [{ clause: /^CON-0[25]$/, says: /"status":4\d\d/ }],
    explains: /^(CON|PAG-08|FIL-07|SRT-05)/,
  },
  {
    id: 'no-json-at-all',
    area: 'http',
    headline: 'bodies are not JSON',
    next: 'Run the first command, and look at the whole body: a page, a comment or a second compression stands in it.',
    leads: [{ clause: /^CON-03$/, says: /^a (JSON body|body that can be decoded)/ }],
    explains: /^(CON|PAG|FIL|SRT|REL|LIM)-/,
  },
  {
    id: 'envelope',
    area: 'http',
    headline: 'the envelope is not page, pageSize, totalCount and items',
    next: 'Run the first command, and compare the outermost object with the contract.',
    leads: [
      { clause: /^CON-04$/ },
      {
        clause: /^CON-02$/,
        says: /must be (?:integer|number|string|array|object) \|.*\| \/(?:page|pageSize|totalCount|items)$/,
      },
    ],
    explains: /^(CON|PAG|FIL|SRT|REL|LIM)-/,
  },
  {
    id: 'empty-is-error',
    area: 'http',
    headline: 'an empty list is returned as an error, or without a body',
    next: 'Respond to a list without rows with 200 and items: [].',
    leads: [{ clause: /^(PAG-06|FIL-08|FIL-06)$/, says: /(taken as text|page filtered).*\| status (404|204)/ }],
    explains: /^(CON|PAG|FIL|SRT|REL)-/,
  },
  {
    id: 'not-json',
    area: 'http',
    headline: 'bodies are not JSON, or do not say so',
    next: 'Send application/json in UTF-8, and say so in Content-Type.',
    leads: [{ clause: /^CON-03$/ }, { clause: /^CON-12$/ }],
    explains: /^(CON|PAG|FIL|SRT|REL)-/,
  },
  {
    id: 'unknown-parameter',
    area: 'http',
    headline: 'a query parameter that is not known changes the response',
    next: 'Ignore query parameters that the contract does not name.',
    leads: [{ clause: /^CON-13$/ }],
  },
  {
    id: 'error-bodies',
    area: 'http',
    headline: "errors do not have the contract's form",
    next: 'Send errors as problem details, with the same status inside.',
    leads: [{ clause: /^CON-08$/ }],
  },
  {
    id: 'unknown-path',
    area: 'http',
    headline: 'a path that does not exist does not get 404',
    next: 'Respond to unknown paths below the base with 404.',
    leads: [{ clause: /^CON-09$/ }],
  },
  {
    id: 'methods',
    area: 'http',
    headline: 'methods other than GET are not rejected as they should be',
    next: 'Respond to other methods with 405 and Allow; let HEAD and OPTIONS show no data.',
    leads: [{ clause: /^CON-1[01]$/ }],
    explains: /^CON-1[01]$/,
  },
];

/** Rows that differ from the contract: the schema itself, and new fields or values. */
export const SCHEMA: readonly Rule[] = [
  {
    id: 'schema',
    area: 'schema',
    headline: 'rows do not fit the schema of the contract',
    next: 'Decide which is right, response or contract, and change the other.',
    leads: [{ clause: /^CON-02$/ }],
    explains: /^(CON-0[2567]|PAG|FIL|SRT|REL)/,
  },
  {
    id: 'drift',
    area: 'schema',
    headline: 'the server knows fields or values that the contract does not',
    whose: 'contract',
    next: 'Put the patch of the section Drift into the contract, or have the server take it back.',
    leads: [{ clause: /^CON-0[567]$/ }],
    explains: /^CON-0[567]$/,
  },
];

/** Rows that are in a list twice: then nothing that counts or compares rows can be right. */
export const ROWS: readonly Rule[] = [
  {
    id: 'ids-twice',
    area: 'relations',
    headline: 'rows have the same id',
    next: 'Run the first command, and look for the join that repeats rows.',
    leads: [{ clause: /^REL-01$/, bare: true }],
    explains: /^(CON-14|REL-|PAG-|FIL-|SRT-)/,
  },
];

/** Rows that contradict each other. */
export const RELATIONS: readonly Rule[] = [
  {
    id: 'dangling',
    area: 'relations',
    headline: 'rows point at rows that do not exist, or disagree with them',
    next: 'Look the named id up in the other list: was it deleted, or is it left out there?',
    leads: [{ clause: /^REL-0[1246]$/ }],
    explains: /^(REL|FIL)-/,
  },
  {
    id: 'contradictory',
    area: 'relations',
    headline: 'rows contradict each other or themselves',
    next: 'Compare the two values that the finding names.',
    leads: [{ clause: /^REL-0[35]$/ }],
    explains: /^REL-/,
  },
];
