import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { asset } from '../../../spec/asset.ts';

/** Packs the checkout, built, as `npm pack` does. @returns the tarball, in this folder */
export function pack(folder: string): string {
  const args = ['pack', '--silent', '--pack-destination', folder];
  const said = execFileSync('npm', args, { cwd: asset('.'), encoding: 'utf8' });
  return join(folder, said.trim().split('\n').at(-1) ?? '');
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
