import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Inputs } from './inputs.ts';
import { BENCH, ROOT } from './places.ts';
import { BASE, JSON_SERVER, MOCKOON, REQUESTS, type ScenarioId } from './scenarios.ts';
import { versionOf } from './setup.ts';

/** A server that takes part. */
export interface Contestant {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** What it does for each request, in a few words. */
  readonly does: string;
  readonly command: (port: number, inputs: Inputs) => readonly string[];
  readonly requests: Readonly<Record<ScenarioId, readonly string[]>>;
}

const node = process.execPath;

const OWN_VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** Prism serves the contract at the root of its origin. */
const AT_ROOT = Object.fromEntries(
  Object.entries(REQUESTS).map(([id, paths]) => [id, paths.map((path) => path.slice(BASE.length))]),
) as unknown as typeof REQUESTS;

/** How our own mock is started: a key to use, a budget that no bench can spend. */
export const mockArgs = (port: number): string[] => ['mock', '--port', String(port), '--rate-limit', '1000000000'];

/** Everyone that takes part; `mitp` is the command of our own package. */
export function contestants(mitp: readonly string[]): readonly Contestant[] {
  const prism = (id: string, level: string): Contestant => ({
    id,
    title: `Prism CLI, ${level === 'silent' ? 'log off' : 'as it comes'}`,
    version: versionOf('@stoplight/prism-cli', ROOT),
    does: 'validates; sends the example of the contract',
    command: (port, { contract }) => {
      const cli = join(ROOT, 'node_modules/@stoplight/prism-cli/dist/index.js');
      return [node, cli, 'mock', '--port', String(port), '--verboseLevel', level, contract];
    },
    requests: AT_ROOT,
  });
  return [
    {
      id: 'raw',
      title: 'node:http, ready buffer',
      version: process.versions.node,
      does: 'the floor: nothing but sending',
      command: (port, { bodies }) => [node, join(BENCH, 'servers/raw.mjs'), String(port), bodies],
      requests: REQUESTS,
    },
    {
      id: 'fastify',
      title: 'fastify, ready buffer',
      version: versionOf('fastify'),
      does: 'routes, parses the query, sends',
      command: (port, { bodies }) => [node, join(BENCH, 'servers/fastify.mjs'), String(port), bodies],
      requests: REQUESTS,
    },
    {
      id: 'mitp',
      title: 'mitp mock',
      version: OWN_VERSION,
      does: 'key, budget, journal, validation by Prism, real filters, sorts and pages',
      command: (port) => [...mitp, ...mockArgs(port)],
      requests: REQUESTS,
    },
    prism('prism-silent', 'silent'),
    prism('prism', 'info'),
    {
      id: 'json-server',
      title: 'json-server, log off',
      version: versionOf('json-server'),
      does: 'filters, sorts and pages',
      command: (port, { db }) => {
        const cli = join(BENCH, 'node_modules/json-server/lib/cli/bin.js');
        return [node, cli, '--quiet', '--host', '127.0.0.1', '--port', String(port), db];
      },
      requests: JSON_SERVER,
    },
    {
      id: 'mockoon',
      title: 'Mockoon CLI, templates off',
      version: versionOf('@mockoon/cli'),
      does: 'a ready body; filters, sorts and pages in the mixed loads',
      command: (port, { mockoon }) => {
        const cli = join(BENCH, 'node_modules/@mockoon/cli/bin/run.js');
        const quiet = ['--disable-log-to-file', '--disable-admin-api', '--max-transaction-logs', '1'];
        return [node, cli, 'start', '--data', mockoon, '--port', String(port), '--repair', ...quiet];
      },
      requests: MOCKOON,
    },
  ];
}
