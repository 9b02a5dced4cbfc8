import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { BENCH } from './places.ts';
import { pinned, start } from './processes.ts';

/** What one run of load found. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export const CONNECTIONS = 50;

const version = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
const wrkVersion = /wrk ([\w.-]+)/.exec(`${version.stdout ?? ''}${version.stderr ?? ''}`)?.[1];

/** What sends the load: wrk where it is installed, because autocannon is used up first. */
export const GENERATOR = wrkVersion === undefined ? 'autocannon' : `wrk ${wrkVersion}`;

/** Where the numbers for {n} go on: of seven digits; they come again after more loads than one server gets. */
let next = 1_000_000;
const LEFT_OUT = 400_000;

/**
 * Sends the requests of `file` (a path a line) in turn over some connections for some seconds.
 *
 * @throws when an answer was rejected or missing: its speed would mean nothing
 */
export async function load(
  port: number,
  file: string,
  key: string,
  seconds: number,
  connections = CONNECTIONS,
): Promise<Load> {
  const from = next;
  next = next + 2 * LEFT_OUT > 9_999_999 ? 1_000_000 : next + LEFT_OUT;
  const generate = wrkVersion === undefined ? byAutocannon : byWrk;
  const result = await generate(port, file, key, seconds, from, connections);
  const { requests, p50, p99, rejected, broken } = result;
  if (rejected + broken > 0 || requests === 0) {
    throw new Error(`${rejected} answers were no success and ${broken} broke, of ${requests}.`);
  }
  return { requests, perSecond: requests / result.seconds, p50, p99 };
}

interface Raw extends Omit<Load, 'perSecond'> {
  readonly seconds: number;
  readonly rejected: number;
  readonly broken: number;
}

type Generate = [port: number, file: string, key: string, seconds: number, from: number, connections: number];

async function byWrk(...[port, file, key, seconds, from, connections]: Generate): Promise<Raw> {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', join(BENCH, 'wrk.lua')];
  const command = ['wrk', ...args, `http://127.0.0.1:${port}`, '--', file, String(from)];
  const text = await output(pinned('load', command), { BENCH_KEY: key });
  const line = text.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`wrk did not measure: ${text}`);
  return JSON.parse(line) as Raw;
}

async function output(command: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = start(command, env, false, 'pipe');
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (text += part.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return text;
}

async function byAutocannon(...[port, file, key, seconds, from, connections]: Generate): Promise<Raw> {
  let number = from;
  const paths = readFileSync(file, 'utf8').trim().split('\n');
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    headers: { 'mitp-api-key': key, accept: 'application/json' },
    requests: paths.map((path) => ({
      path,
      ...(path.includes('{n}') && {
        setupRequest: (request: object) => ({ ...request, path: path.replace('{n}', String((number += 1))) }),
      }),
    })),
  });
  return {
    requests: result.requests.total,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    rejected: result.non2xx,
    broken: result.errors + result.timeouts,
  };
}
