import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { dice } from '../dice.ts';
import { FRONT_ENDS, startFrontEnd, targetOf, type FrontEnd } from './front-ends.ts';

/** Runs in all, unless the minutes are over before; INTERRUPTED_RUNS=200 INTERRUPTED_MINUTES=120 tries many more. */
const RUNS = Number(process.env.INTERRUPTED_RUNS ?? 24);
const MINUTES = Number(process.env.INTERRUPTED_MINUTES ?? 15);
/** Milliseconds within which an interruption comes: since the start of the run, or since its first key was made. */
const WITHIN_MS = 12_000;
/** Milliseconds for a run to end, on a machine that does much else: three sessions in which its keys are removed. */
const PATIENCE_MS = 300_000;

/** What breaks in on a run, or nothing. */
const BREAKS = [
  'nothing',
  'SIGINT',
  'SIGTERM',
  'SIGINT twice',
  'SIGKILL',
  'SIGKILL of its parent',
  'the session ends',
] as const;

/** A portal of this process, whose keys can be seen from behind. */
interface Place {
  readonly env: Record<string, string>;
  /** Names of the keys of runs that are there now. */
  left(): string[];
  endSession(): void;
  close(): Promise<void>;
}

const ofRuns = (names: readonly string[]) => names.filter((name) => name.startsWith('mitp-contract'));

async function ownPortal(): Promise<Place> {
  const mock = await startMock({ size: 'small', rateLimit: 5_000 });
  const [provider] = mock.providers;
  return {
    env: {
      ...{ MITP_BASE_URL: mock.baseUrl, MITP_API_KEY: mock.keys.active, MITP_PORTAL_URL: mock.portalUrl },
      ...{ MITP_PORTAL_USERNAME: provider?.users[0]?.username ?? '', MITP_PORTAL_PASSWORD: 'demo' },
    },
    left: () => ofRuns(mock.state.keys.list(provider?.id ?? '').map(({ name }) => name)),
    endSession: () => undefined,
    close: () => mock.close(),
  };
}

async function foreignPortal(frontEnd: FrontEnd, delayMs: number): Promise<Place> {
  const site = await startFrontEnd(frontEnd, { delayMs });
  const { baseUrl, keys, portal } = targetOf(site);
  return {
    env: {
      ...{ MITP_BASE_URL: baseUrl, MITP_API_KEY: keys.active ?? '', MITP_PORTAL_URL: portal?.url ?? '' },
      ...{ MITP_PORTAL_USERNAME: portal?.username ?? '', MITP_PORTAL_PASSWORD: portal?.password ?? '' },
    },
    left: () => ofRuns(site.store.list('contoso').map(({ name }) => name)),
    endSession: () => site.expire(),
    close: () => site.close(),
  };
}

const KEY_FREE = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^MITP_|^FORCE_COLOR$/.test(name)));

/**
 * Runs our command in a process of its own.
 * @param meanwhile what is done to it; `over` resolves once it has ended
 * @returns what it said, and its record
 */
async function mitp(
  args: readonly string[],
  env: Record<string, string>,
  {
    byShell = false,
    meanwhile,
  }: { byShell?: boolean; meanwhile?: (child: ChildProcess, over: Promise<true>) => Promise<void> } = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-interrupted-'));
  const command = [process.execPath, asset('cli/mitp.mjs'), ...args];
  const [name = '', ...rest] = byShell ? ['sh', '-c', '"$0" "$@"; true', ...command] : command;
  const child = spawn(name, rest, {
    cwd: folder,
    env: { ...KEY_FREE, MITP_REPORT_DIR: folder, MITP_RATE_LIMIT: '5000', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // It closes once all have ended that hold it: a child whose parent was killed, too.
  const over = new Promise<true>((resolve) => child.stderr.once('close', () => resolve(true)));
  try {
    await meanwhile?.(child, over);
    expect(await Promise.race([over, delay(PATIENCE_MS)]), said).toBe(true);
    const record = join(folder, 'run.json');
    return said + (existsSync(record) ? readFileSync(record, 'utf8') : '');
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

test(`after ${RUNS} runs, most of them broken off at any moment, no key is left that was not named, and the next run names it`, async ({}, info) => {
  // The last run, the one after it and the removal may begin right before the end.
  test.setTimeout(MINUTES * 60_000 + 3 * PATIENCE_MS);
  const until = Date.now() + MINUTES * 60_000;
  const roll = dice(RUNS);
  const frontEnds = Object.keys(FRONT_ENDS) as FrontEnd[];
  let withLeft = 0;
  for (let i = 0; i < RUNS && Date.now() < until; i += 1) {
    info.annotations[0] = { type: 'runs', description: `${i + 1} runs, ${withLeft} left a key` };
    // Every fourth run is at somebody else's portal.
    const frontEnd = i % 4 === 0 ? frontEnds[(i / 4) % frontEnds.length] : undefined;
    const place = await (frontEnd === undefined ? ownPortal() : foreignPortal(frontEnd, roll(400)));
    // The mock's own sessions last as long as it does.
    const breaks = BREAKS[roll(BREAKS.length - (frontEnd === undefined ? 1 : 0))] ?? 'nothing';
    const how = `run ${i}: ${breaks} at the portal ${frontEnd ?? 'of the mock'}`;
    const quick = ['verify', '--suite', 'auth', '--depth', 'quick'];
    try {
      const said = await mitp(quick, place.env, {
        byShell: breaks === 'SIGKILL of its parent',
        meanwhile: async (child, over) => {
          const firstKey = async () => {
            while (place.left().length === 0 && child.exitCode === null) await delay(20);
          };
          if (roll(2) === 0) await Promise.race([over, firstKey()]);
          await Promise.race([over, delay(roll(WITHIN_MS))]);
          if (breaks === 'the session ends') place.endSession();
          else if (breaks !== 'nothing')
            child.kill(breaks.startsWith('SIGKILL') ? 'SIGKILL' : breaks === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
          if (breaks === 'SIGINT twice') await delay(roll(1_500)).then(() => child.kill('SIGINT'));
        },
      });
      const left = place.left();
      for (const name of left) expect(said, how).toContain(name);
      if (left.length === 0) continue;
      withLeft += 1;
      const next = await mitp(quick, place.env);
      for (const name of left) expect(next, how).toContain(name);
      await mitp(['portal', 'clean', '--yes'], place.env);
      expect(place.left(), how).toEqual([]);
    } finally {
      await place.close();
    }
  }
});
