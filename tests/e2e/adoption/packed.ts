import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asset } from '../../../spec/asset.ts';

/** Packing builds `dist/` anew: two workers that do it at once would pack half of it. */
const LOCK = join(tmpdir(), `mitp-packing-${createHash('sha1').update(asset('.')).digest('hex').slice(0, 12)}`);
const STALE_MS = 240_000;

function lock(): void {
  for (;;) {
    try {
      return mkdirSync(LOCK);
    } catch {
      const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** Packs the checkout, built, as `npm pack` does. @returns the tarball, in this folder */
export function pack(folder: string): string {
  const args = ['pack', '--silent', '--pack-destination', folder];
  lock();
  try {
    const said = execFileSync('npm', args, { cwd: asset('.'), encoding: 'utf8' });
    return join(folder, said.trim().split('\n').at(-1) ?? '');
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** The environment of somebody who has nothing of ours in it. */
const clean = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(MITP_|npm_|GITHUB_|FORCE_COLOR$|NODE_OPTIONS$|CI$)/.test(name)),
  );

/** Runs in bash what somebody would type. Asynchronous, so that a server of this process can respond to it meanwhile. */
export function typed(
  text: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', text], { cwd, env: { ...clean(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.on('close', (status) => resolve({ code: status ?? -1, output }));
  });
}
