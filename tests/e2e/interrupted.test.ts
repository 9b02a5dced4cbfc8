import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startMock } from '../../mocks/index.ts';
import { asset } from '../../spec/asset.ts';

test.describe.configure({ mode: 'serial' });

/** How long a run may take to end, in milliseconds, on a machine that does nothing else. */
const SOON_MS = 3_000;
/** What the shortest command takes on such a machine. */
const SHORTEST_MS = 600;

/** How long a run may take to end on this machine now, which the tests share with others: by the slower of two short commands. */
async function soonMs(): Promise<number> {
  let slowest = SHORTEST_MS;
  for (let i = 0; i < 2; i += 1) {
    const began = performance.now();
    await start(mitp('--version')).ended;
    slowest = Math.max(slowest, performance.now() - began);
  }
  return (SOON_MS * slowest) / SHORTEST_MS;
}

const KEY_FREE = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^MITP_|^FORCE_COLOR$/.test(name)));

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitp-stop-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  said(): string;
  /** Resolves once it said something. */
  until(pattern: RegExp): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(command: readonly string[], env: Record<string, string> = {}): Started {
  const [name = '', ...args] = command;
  const child = spawn(name, args, {
    cwd: folder,
    env: { ...KEY_FREE, MITP_REPORT_DIR: join(folder, 'reports'), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const until = async (pattern: RegExp) => {
    for (let waited = 0; !pattern.test(text); waited += 50) {
      if (child.exitCode !== null || waited > 60_000) throw new Error(`it did not say ${String(pattern)}: ${text}`);
      await delay(50);
    }
  };
  return { child, said: () => text, until, ended };
}

const mitp = (...args: string[]) => [process.execPath, asset('cli/mitp.mjs'), ...args];
/** A client that says in a file that it runs, and never ends. */
const CLIENT = [process.execPath, '-e', "fs.writeFileSync('begun', ''); setInterval(() => 0, 1000)"];

/** Each run, what it says when it is in full swing (a drill: its client has begun), and the exit codes that an interrupted one may have. */
const RUNS: readonly [what: string, args: string[], begun: RegExp | undefined, codes: number[]][] = [
  ['verify, which judges', ['verify', '--suite', 'contract'], /plan: about/, [2]],
  ['verify, which waits for the quota', ['verify', '--suite', 'ratelimit'], /pausing \d+ s/, [2]],
  ['record', ['record', '--out', 'rows.json'], /rows in lists/, [2]],
  ['drill', ['drill', '--', ...CLIENT], undefined, [130]],
  ['prove', ['prove', '--class', 'paging', '--report-dir', 'proof'], /\[ *1\/\d+/, [130]],
  ['mock', ['mock', '--port', '0', '--state', 'state.json'], /curl/, [0]],
];

for (const [what, args, begun, codes] of RUNS) {
  test(`One Ctrl-C ends ${what} soon, in good order`, async () => {
    await using mock = await startMock({ size: 'small' });
    const target = { MITP_BASE_URL: mock.baseUrl, MITP_API_KEY: mock.keys.active };
    const run = start(mitp(...args), args[0] === 'verify' || args[0] === 'record' ? target : {});
    if (begun) await run.until(begun);
    else while (!existsSync(join(folder, 'begun'))) await delay(50);
    const since = performance.now();
    run.child.kill('SIGINT');
    const code = await run.ended;
    const took = performance.now() - since;
    test.info().annotations.push({ type: 'seconds', description: (took / 1000).toFixed(1) });
    expect(codes, run.said()).toContain(code);
    expect(took, run.said()).toBeLessThan(await soonMs());
    expect(run.said()).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    if (args[0] === 'verify') expect(JSON.parse(readFileSync(join(folder, 'reports/run.json'), 'utf8'))).toBeTruthy();
    if (args[0] === 'record') expect(existsSync(join(folder, 'rows.json.partial'))).toBe(true);
    if (args[0] === 'mock') expect(existsSync(join(folder, 'state.json'))).toBe(true);
  });
}

test('A run whose parent was killed stops within a second, removes the keys that it made, and keeps what it learnt', async () => {
  test.skip(process.platform === 'win32', 'the parent of a process stays its parent there');
  test.setTimeout(120_000);
  await using mock = await startMock({ size: 'small' });
  const parent = start(
    [
      process.execPath,
      '-e',
      `require('node:child_process').spawn(${JSON.stringify(process.execPath)}, ${JSON.stringify(mitp('verify', '--suite', 'auth').slice(1))}, { stdio: 'inherit' })`,
    ],
    {
      MITP_BASE_URL: mock.baseUrl,
      MITP_API_KEY: mock.keys.active,
      MITP_PORTAL_URL: mock.portalUrl,
      MITP_PORTAL_USERNAME: 'admin@northwind-managed-it.example',
      MITP_PORTAL_PASSWORD: 'demo',
    },
  );
  const ours = () => mock.state.keys.list('northwind').filter(({ name }) => name.startsWith('mitp-contract'));
  for (let waited = 0; ours().length === 0 && waited < 60_000; waited += 50) await delay(50);
  expect(ours().length, parent.said()).toBeGreaterThan(0);
  const killedAt = performance.now();
  parent.child.kill('SIGKILL');
  await parent.until(/the process that started this run is gone/);
  const took = performance.now() - killedAt;
  test.info().annotations.push({ type: 'seconds', description: (took / 1000).toFixed(1) });
  expect(took).toBeLessThan((await soonMs()) / 3);
  await parent.until(/Verdict: inconclusive/);
  expect(ours()).toEqual([]);
});

/** What is above our command, by what is killed: the command itself, or a shell that started it. */
const ABOVE: Readonly<Record<string, string[]>> = {
  'the command that started it': [],
  'the shell above that command': ['sh', '-c', '"$0" "$@"; true'],
};
for (const [killed, above] of Object.entries(ABOVE)) {
  test(`A run that was started without its telltale logs ends with ${killed}`, async () => {
    test.skip(process.platform !== 'linux', 'who is above a parent is read from /proc');
    await using mock = await startMock({ size: 'small' });
    const command = start([...above, ...mitp('verify', '--suite', 'contract')], {
      MITP_BASE_URL: mock.baseUrl,
      MITP_API_KEY: mock.keys.active,
      DEBUG: 'x',
    });
    await command.until(/plan: about/);
    command.child.kill('SIGKILL');
    await command.until(/the process that started this run is gone[^]*Verdict: inconclusive/);
  });
}

/** What runs under setsid: our command, or npm, which starts it by a shell or in place of one. */
const UNDER: Readonly<Record<string, [script: string, env: Record<string, string>]>> = {
  'A run': ['exec "$0" "$@"', {}],
  'A run that npm starts': ['"$0" "$@"; true', { npm_lifecycle_event: 'verify' }],
};
for (const [what, [script, env]] of Object.entries(UNDER)) {
  test(`${what} under setsid outlives its parent`, async () => {
    test.skip(process.platform !== 'linux', 'who leads a session is read from /proc');
    await using mock = await startMock({ size: 'small' });
    const parent = start(
      [
        ...['sh', '-c', `setsid sh -c '${script}' "$0" "$@" & wait`],
        ...mitp('verify', '--suite', 'contract', '--depth', 'quick'),
      ],
      { MITP_BASE_URL: mock.baseUrl, MITP_API_KEY: mock.keys.active, MITP_RATE_WINDOW_SECONDS: '1', ...env },
    );
    await parent.until(/plan: about/);
    parent.child.kill('SIGKILL');
    await parent.until(/Verdict: /);
    expect(parent.said()).not.toContain('is gone');
  });
}
