import type { Group } from '../spec/clauses.ts';

/** The suites, in the order they run. The limit comes first, because its bursts carry the requests of the others. */
export const SUITES = ['ratelimit', 'auth', 'contract'] as const;
export type Suite = (typeof SUITES)[number];

const SUITE_OF: Readonly<Record<Group, Suite>> = {
  ...{ CON: 'contract', PAG: 'contract', FIL: 'contract', SRT: 'contract', REL: 'contract', SEC: 'contract' },
  ...{ AUTH: 'auth', KEY: 'auth', DOC: 'auth' },
  LIM: 'ratelimit',
};

/** The suite that judges a group of clauses. */
export function suiteOf(group: Group): Suite {
  return SUITE_OF[group];
}
