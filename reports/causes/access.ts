import type { Rule } from './rule.ts';

/** Defects of who is let in, and what is given away. */
export const ACCESS: readonly Rule[] = [
  {
    id: 'cache-open',
    area: 'exposure',
    headline: 'answers are served from a cache without asking for the key',
    next: 'Keep answers out of shared caches, or let the cache ask for the key.',
    leads: [{ clause: /^SEC-02$/, says: /without the key.*\| 200/ }],
    unless: /^AUTH-05$/,
    explains: /^(SEC-02|AUTH|CON-11|KEY-(06|11|13))/,
  },
  {
    id: 'dead-keys',
    area: 'auth',
    headline: 'revoked or deleted keys are served, or rejected in another way',
    next: 'Take revoked and deleted keys as if they had never been.',
    leads: [{ clause: /^AUTH-06$/ }],
    explains: /^(AUTH-0[26]|KEY-(06|10|11|13))$/,
  },
  {
    id: 'open',
    area: 'auth',
    headline: 'requests are served without a key',
    next: 'Ask for the key before anything else, on every operation.',
    leads: [{ clause: /^AUTH-01$/ }],
    explains: /^(AUTH|SEC|CON-0[2358]|CON-11|LIM-10|KEY-(06|11|13))/,
  },
  {
    id: 'any-key',
    area: 'auth',
    headline: 'values that are no keys are taken for keys',
    next: 'Compare the whole value of the header with the whole key.',
    leads: [{ clause: /^AUTH-02$/ }],
    explains: /^(AUTH|KEY|LIM|SEC)-/,
  },
  {
    id: 'new-keys',
    area: 'keys',
    headline: 'a key that was just generated does not work',
    next: 'Let the API read keys from where the portal writes them, without a cache in between.',
    leads: [{ clause: /^KEY-01$/, says: /\| (status )?401|refus|reject/ }],
    explains: /^(AUTH-03|KEY|LIM)/,
  },
  {
    id: 'key-refused',
    area: 'auth',
    headline: 'a valid key is rejected',
    next: 'Read the key from the header mitp-api-key, whatever the case of its name, on every operation.',
    leads: [{ clause: /^AUTH-03$/ }],
    explains: /./,
  },
  {
    id: 'other-rows',
    area: 'auth',
    headline: 'rows of another IT provider are shown',
    next: 'Restrict every query to the provider of the key, the lists below another row too.',
    leads: [{ clause: /^AUTH-08$/ }],
    explains: /^(AUTH|REL|PAG|FIL|SRT)-/,
  },
  {
    id: 'key-elsewhere',
    area: 'auth',
    headline: 'the key is taken from other places than its header, or not checked first',
    next: 'Take the key from its header alone, and judge it before the rest.',
    leads: [{ clause: /^AUTH-0[4579]$/ }],
    explains: /^(AUTH|SEC-01|CON-08)/,
  },
  {
    id: 'inside-shown',
    area: 'exposure',
    headline: 'errors show the inside of the server',
    next: 'Switch off detailed errors: no stack trace, SQL, file path or developer page.',
    leads: [{ clause: /^SEC-01$/ }],
    explains: /^(SEC|CON-08|FIL-08|FIL-07)/,
  },
  {
    id: 'exposed',
    area: 'exposure',
    headline: 'answers can be read by others: caches, other origins, or pages',
    next: 'Compare the headers of the first command with the clause.',
    leads: [{ clause: /^(SEC-0[2345]|KEY-17)$/ }],
    explains: /^(SEC|KEY-17|AUTH-06|CON-08)/,
  },
];

/** Defects of keys and of the portal where they are made. */
export const KEYS: readonly Rule[] = [
  {
    id: 'cross-tenant-keys',
    area: 'keys',
    headline: 'keys of another IT provider can be seen or changed',
    next: 'Check on the server that a key belongs to the provider whose key was sent.',
    leads: [{ clause: /^KEY-16$/, says: /provider|tenant/ }],
    explains: /^KEY-/,
  },
  {
    id: 'portal-roles',
    area: 'portal',
    headline: 'people of other roles may see or change keys',
    next: 'Check the role on the server, for pages and for what is sent.',
    leads: [{ clause: /^KEY-16$/ }],
    explains: /^KEY-/,
  },
  {
    id: 'value-shown',
    area: 'portal',
    headline: "the portal shows a key's value when it should not, or does not when it should",
    next: 'Show the whole value once, on the page that generated it, and nowhere else.',
    leads: [{ clause: /^KEY-0[345]$/ }],
    explains: /^KEY-(0[1345]|15)$/,
  },
  {
    id: 'confirmation',
    area: 'portal',
    headline: 'revoking or deleting does not ask, or does not heed the answer',
    next: 'Ask before a key is revoked or deleted, and do nothing on Cancel.',
    leads: [{ clause: /^KEY-(07|12)$/ }],
    explains: /^KEY-/,
  },
  {
    id: 'old-keys-live',
    area: 'keys',
    headline: 'a revoked, deleted or replaced key goes on working',
    next: 'Drop the key from every cache when it is revoked, regenerated or deleted.',
    leads: [{ clause: /^KEY-(06|10|11|13)$/ }],
    explains: /^(KEY|AUTH-0[26])/,
  },
  {
    id: 'siblings',
    area: 'keys',
    headline: 'revoking or deleting one key breaks another',
    next: 'Revoke and delete by the id of the record, not by provider.',
    leads: [{ clause: /^KEY-14$/ }],
    explains: /^(KEY|AUTH-03)/,
  },
  {
    id: 'key-values',
    area: 'keys',
    headline: 'keys are not made, kept or replaced as they should be',
    next: 'Make each value of 128 random bits or more, and a new one at each regeneration.',
    leads: [{ clause: /^KEY-/ }],
    explains: /^KEY-/,
  },
];

/** The rate limit. */
export const LIMIT: readonly Rule[] = [
  {
    id: 'refused-status',
    area: 'limit',
    headline: 'requests over the limit are not rejected with 429',
    next: 'Respond with 429 once the quota is used up.',
    leads: [{ clause: /^LIM-03$/ }],
    explains: /^(LIM|CON-08|SEC)/,
  },
  {
    id: 'budget-shared-wrongly',
    area: 'limit',
    headline: 'the quota is not one for each IT provider',
    next: 'Count by IT provider: not by key, address or operation.',
    leads: [{ clause: /^LIM-0[458]$/ }],
    explains: /^LIM-/,
  },
  {
    id: 'budget-size',
    area: 'limit',
    headline: 'the limit is not the promised number of requests in a window',
    next: 'Count what is served within one window, and compare the limit with what is configured.',
    leads: [{ clause: /^LIM-(01|02|11)$/ }],
    explains: /^LIM-/,
  },
  {
    id: 'refill',
    area: 'limit',
    headline: 'the quota comes back too late, too early, or for the wrong reason',
    next: 'Look how long after a rejection requests are served again, and what was sent meanwhile.',
    leads: [{ clause: /^LIM-(06|09|10)$/ }],
    explains: /^LIM-/,
  },
  {
    id: 'retry-after',
    area: 'limit',
    headline: 'the answer to a request over the limit is not what clients need',
    next: 'Say in Retry-After the whole seconds until requests are served again; let nobody cache it.',
    leads: [{ clause: /^LIM-/ }],
    explains: /^LIM-/,
  },
];

/** The page with the documentation. */
export const DOCS: readonly Rule[] = [
  {
    id: 'docs',
    area: 'docs',
    headline: 'the Swagger UI page does not show, or try out, what the contract says',
    next: 'Open the page, and compare it with the contract where the finding says.',
    leads: [{ clause: /^DOC-/ }],
    explains: /^DOC-/,
  },
];
