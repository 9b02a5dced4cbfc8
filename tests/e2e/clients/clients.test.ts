import { spawnSync } from 'node:child_process';

import { expect, test } from '@playwright/test';

import type { CatalogueClient } from '../../../drill/clients/catalogue.ts';
import { proveClient } from '../../../drill/clients/prove.ts';
import type { RuleId } from '../../../spec/client-rules.ts';
import { asset } from '../../../spec/asset.ts';

/** A client that leaves retries and waits to a library, and what it does wrong where DEFECT says so. */
interface Client extends Omit<CatalogueClient, 'sentence'> {
  /** Ends with 0 where the machine has what the client needs. */
  readonly needs: readonly [string, ...string[]];
  readonly defects: readonly (readonly [id: string, rule: RuleId, ...scenarios: string[]])[];
}

const file = (name: string) => asset(`tests/e2e/clients/${name}`);

const CLIENTS: readonly Client[] = [
  {
    name: 'Python requests with urllib3’s Retry',
    command: ['python3', file('requests_client.py')],
    set: {},
    needs: ['python3', '-c', 'import requests'],
    defects: [
      ['no-backoff', 'USE-14', 'three-503', '503-for-good'],
      ['no-retry-after', 'USE-12', 'limit-in-the-middle'],
      ['own-parameter', 'USE-03'],
      ['short-page', 'USE-06', 'small-pages'],
      ['any-status', 'USE-18', 'key-dead'],
      ['tolerant', 'USE-18', 'key-revoked-midway'],
    ],
  },
  {
    name: 'Perl’s HTTP::Tiny',
    command: ['perl', file('http-tiny.pl')],
    set: {},
    needs: ['perl', '-MHTTP::Tiny', '-MJSON::PP', '-e', '1'],
    defects: [
      ['impatient', 'USE-12', 'limit-at-start'],
      ['fast', 'USE-14', 'three-503', '503-for-good'],
      ['insists', 'USE-13', 'key-dead'],
      ['insists', 'USE-15', 'bad-request'],
      ['own-parameter', 'USE-03'],
      ['first-page', 'USE-07'],
      ['empty', 'USE-18', 'key-dead'],
    ],
  },
  {
    name: 'curl’s --retry',
    command: ['sh', file('curl-retry.sh')],
    set: { OUT: '{result}' },
    needs: ['sh', '-c', 'command -v curl && command -v jq'],
    defects: [
      ['all-errors', 'USE-15', 'bad-request'],
      ['any-status', 'USE-18', 'key-dead'],
      ['ends-well', 'USE-18', 'key-dead'],
      ['verbose', 'USE-19'],
      ['key-in-url', 'USE-01'],
      ['first-page', 'USE-07'],
    ],
  },
  {
    name: 'undici’s RetryAgent',
    command: [process.execPath, file('retry-agent.mjs')],
    set: {},
    needs: [process.execPath, '-e', ''],
    defects: [
      ['storm', 'USE-14', '503-for-good'],
      ['waits-half-a-second', 'USE-12', 'limit-at-start'],
      ['retries-401', 'USE-13', 'key-dead'],
      ['page-size-200', 'USE-05'],
      ['bearer', 'USE-01'],
      ['own-size', 'USE-06', 'small-pages'],
      ['ends-well', 'USE-18', 'key-revoked-midway'],
    ],
  },
];

const never = new AbortController().signal;

for (const { needs, defects, ...client } of CLIENTS) {
  const skip = () => {
    const [command, ...args] = needs;
    test.skip(spawnSync(command, args).status !== 0, `${needs.join(' ')}: not on this machine`);
  };
  const subject = { ...client, sentence: client.name };

  test(`${client.name}: a client that keeps the rules passes all of them strictly`, async () => {
    skip();
    const { told, proven } = await proveClient(subject, undefined, never);
    expect(told).toEqual([]);
    expect(proven).toBe(true);
  });

  for (const [id, rule, ...scenarios] of defects) {
    test(`${client.name}: ${id} is found on ${rule}`, async () => {
      skip();
      const defect = { client: client.name, id, rule, sentence: id, scenarios };
      expect((await proveClient(subject, defect, never)).flagged).toContain(rule);
    });
  }
}
