import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { readState } from '../../../cli/mock-state.ts';
import { asset } from '../../../spec/asset.ts';
import { dice } from '../dice.ts';
import type { Fuzz } from './fuzz.ts';

const CASES = 6;
const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** A mock with `--state` that is ended at random moments, by kill -9 too, always finds a state that it can start from. */
export const fuzzKills: Fuzz = async (seed, until) => {
  const roll = dice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'mitp-fuzz-'));
  const file = join(folder, 'state.json');
  const findings: string[] = [];
  let cases = 0;
  for (; cases < CASES && performance.now() < until; cases += 1) {
    const child = spawn(
      process.execPath,
      [asset('cli/mitp.mjs'), 'mock', '--port', '0', '--state', file, '--size', 'small'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const url = await Promise.race([address(() => told), ended.then(() => undefined)]);
    if (url === undefined) findings.push(`it did not start: ${told.slice(0, 300)}`);
    else {
      await delay(roll(300));
      child.kill(SIGNALS[roll(SIGNALS.length)]);
      await delay(roll(20));
      child.kill('SIGKILL');
    }
    await ended;
    try {
      readState(file);
      if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) findings.push('others may read the state');
    } catch (error) {
      findings.push(`${(error as Error).message} ${readFileSync(file, 'utf8').slice(0, 200)}`);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return { cases, findings };
};

async function address(told: () => string): Promise<string> {
  for (;;) {
    const url = /http:\/\/[\d.]+:\d+/.exec(told())?.[0];
    if (url !== undefined) return url;
    await delay(20);
  }
}
