import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { mockArgs } from './contestants.ts';
import { CONNECTIONS, GENERATOR, load } from './load.ts';
import { cpuSecondsOf, freePort, pinned, start, startServer, type Running } from './processes.ts';
import { publishFiles, publishText } from './publish.ts';
import { median } from './results.ts';
import { REQUESTS } from './scenarios.ts';

/** One way to run the mock, and what a round of it found. */
interface Setup {
  readonly title: string;
  readonly count: number;
  readonly isShared: boolean;
}
interface Measured {
  readonly perSecond: number;
  readonly p99: number;
  /** Processor time of one request, in microseconds: of all replicas together, and of Redis. */
  readonly mockMicros: number;
  readonly redisMicros: number;
}

const SETUPS: readonly Setup[] = [
  { title: 'memory', count: 1, isShared: false },
  { title: 'Redis, one replica', count: 1, isShared: true },
  { title: 'Redis, three replicas', count: 3, isShared: true },
];

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

/**
 * Measures the mock with its state in Redis against the one that keeps it in memory, and three replicas against one. Processor
 * time tells what more machines would give where this one has no core left for them.
 */
export async function replicas(mitp: readonly string[], key: string, out: string, quick: boolean): Promise<void> {
  if (spawnSync('redis-server', ['--version']).status !== 0)
    throw new Error('redis-server is not installed (Debian: apt-get install redis-server).');
  mkdirSync(out, { recursive: true });
  const file = join(out, 'replicas.txt');
  writeFileSync(file, `${REQUESTS.page10.join('\n')}\n`);
  const rounds: Measured[][] = [];
  for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
    const found: Measured[] = [];
    for (const setup of SETUPS) {
      const measured = await takeTurn(setup, mitp, key, file, quick ? 1 : 2);
      found.push(measured);
      say(`round ${round}, ${setup.title}: ${Math.round(measured.perSecond)} a second`);
    }
    rounds.push(found);
  }
  const text = markdown(rounds);
  writeFileSync(join(out, 'replicas.json'), `${JSON.stringify({ setups: SETUPS, rounds }, null, 2)}\n`);
  process.stdout.write(`${text}\n`);
  if (quick) return;
  publishFiles(out, ['replicas.json']);
  publishText('replicas', text);
}

async function takeTurn(
  { count, isShared }: Setup,
  mitp: readonly string[],
  key: string,
  file: string,
  seconds: number,
): Promise<Measured> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = isShared ? start(pinned('load', ['redis-server', ...args])) : undefined;
  const store = isShared ? ['--store', `redis://127.0.0.1:${port}`] : [];
  const servers: Running[] = [];
  try {
    if (redis) await wait(500);
    for (let at = 0; at < count; at += 1) {
      const path = REQUESTS.page10[0] ?? '/';
      const env = { MITP_MOCK_API_KEY: key };
      servers.push(await startServer((own) => [...mitp, ...mockArgs(own), ...store], path, key, env));
    }
    const used = () => ({
      mock: servers.reduce((sum, server) => sum + (server.cpuSeconds() ?? NaN), 0),
      redis: redis ? (cpuSecondsOf(redis) ?? NaN) : 0,
    });
    const all = (time: number) =>
      Promise.all(servers.map((server) => load(server.port, file, key, time, Math.floor(CONNECTIONS / count))));
    await all(seconds);
    const before = used();
    const loads = await all(seconds);
    const after = used();
    const requests = loads.reduce((sum, one) => sum + one.requests, 0);
    return {
      perSecond: loads.reduce((sum, one) => sum + one.perSecond, 0),
      p99: Math.max(...loads.map(({ p99 }) => p99)),
      mockMicros: ((after.mock - before.mock) * 1e6) / requests,
      redisMicros: ((after.redis - before.redis) * 1e6) / requests,
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    redis?.kill('SIGKILL');
  }
}

function markdown(rounds: readonly (readonly Measured[])[]): string {
  const middle = (at: number, of: (one: Measured) => number) =>
    median(rounds.flatMap((round) => (round[at] ? [of(round[at])] : [])));
  const ratio = (at: number, to: number) =>
    median(rounds.map((round) => (round[at]?.perSecond ?? NaN) / (round[to]?.perSecond ?? NaN))).toFixed(2);
  const rows = SETUPS.map(({ title }, at) => [
    title,
    Math.round(middle(at, ({ perSecond }) => perSecond)).toLocaleString('en-US'),
    ratio(at, 0),
    at === 0 ? '' : ratio(at, 1),
    middle(at, ({ p99 }) => p99).toFixed(1),
    middle(at, ({ mockMicros }) => mockMicros).toFixed(0),
    at === 0 ? '' : middle(at, ({ redisMicros }) => redisMicros).toFixed(0),
  ]);
  const most = 1e6 / middle(2, ({ redisMicros }) => redisMicros);
  return [
    '| page10 | requests per second | of memory | of one replica | p99, ms | mock, µs of processor each | Redis, µs each |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `\`npm run bench -- --replicas\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ` +
      `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${GENERATOR} over ${CONNECTIONS} connections in ` +
      `all; the replicas share one core, Redis and the load the other; medians of ${rounds.length} rounds. ` +
      `By its processor time one Redis counts some ${(Math.round(most / 1000) * 1000).toLocaleString('en-US')} requests a second, ` +
      'and replicas on cores of their own add up to that.',
  ].join('\n');
}
