import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CommanderError } from 'commander';

import { mockCommand } from '../../../cli/mock.ts';
import { asset } from '../../../spec/asset.ts';
import { ContractError } from '../../../spec/problem.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { withMock } from './send.ts';
import { SLOW } from '../slow.ts';

/** A `mitp mock` that was started: what it said, and how it ended. */
interface Started {
  /** Resolves with what stderr says once it matches. */
  says(pattern: RegExp): Promise<string>;
  interrupt(): void;
  ended: Promise<number | null>;
}

function mitp(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [asset('cli/mitp.mjs'), ...args], { env: { ...process.env, ...env } });
  let said = '';
  const waiting: (() => void)[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const wake of waiting) wake();
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(said) && resolve(said);
        waiting.push(look);
        look();
        void ended.then(() => setTimeout(() => (pattern.test(said) ? resolve(said) : reject(new Error(said))), 50));
      }),
    interrupt: () => child.kill('SIGINT'),
    ended,
  };
}

test(
  'mitp mock prints where it is and which keys work, saves its state at Ctrl-C and goes on from it',
  SLOW,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mitp-'));
    const file = join(folder, 'state.json');
    const args = [
      'mock',
      '--port',
      '0',
      '--size',
      'small',
      '--state',
      file,
      '--rate-limit',
      '7',
      '--latency',
      '5+-2',
      '--log',
    ];
    const first = mitp(args);
    const said = await first.says(/curl/);
    const [, baseUrl = ''] = /API\s+(\S+)/.exec(said) ?? [];
    const [, key = ''] = /(\w{40}) {3}Northwind/.exec(said) ?? [];
    const statusAt = async (base: string) =>
      (await fetch(`${base}/clients`, { headers: { 'mitp-api-key': key } })).status;
    expect(await statusAt(baseUrl)).toBe(200);
    await first.says(/GET \/clients 200 \d+ ms \(/);
    expect(said).toContain('7 requests in 60 s for each IT provider (fixed-window)');
    first.interrupt();
    expect(await first.ended).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain(key);

    const second = mitp(args);
    const saidAgain = await second.says(/curl/);
    expect(saidAgain).toContain('Keys: those of the saved state');
    expect(await statusAt(/API\s+(\S+)/.exec(saidAgain)?.[1] ?? '')).toBe(200);
    second.interrupt();
    expect(await second.ended).toBe(0);
    rmSync(folder, { recursive: true });
  },
);

test('A mistake in the call is one clear line and exit code 2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-'));
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'openapi: 3.0.4\npaths: [\n');
  await withMock(async (mock) => {
    const mistakes: [args: string[], said: RegExp][] = [
      [['--port', new URL(mock.url).port], /in use already.*--port 0/],
      [['--port', '0', '--fault', 'nope'], /no fault or variant "nope": mitp prove --list/],
      [['--port', '0', '--fault', 'limit-48'], /there is .*limit-49/],
      [['--port', '0', '--spec', broken], /broken\.yaml/],
      [['--port', '0', '--state', broken], /no snapshot of a mock/],
      [['--port', '99999'], /from 0 to 65535/],
    ];
    for (const [args, pattern] of mistakes) {
      const command = mockCommand()
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
      const said = await command.parseAsync(args, { from: 'user' }).then(String, (error: unknown) => error);
      expect([UserError, ContractError, CommanderError].some((kind) => said instanceof kind)).toBe(true);
      expect((said as Error).message).toMatch(pattern);
    }
    const run = mitp(['mock', '--port', new URL(mock.url).port]);
    const said = await run.says(/in use already.*--port 0/);
    expect(await run.ended).toBe(2);
    expect(said).not.toMatch(/\n\s+at /);
  });
  rmSync(folder, { recursive: true });
});
