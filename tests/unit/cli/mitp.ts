import { spawn } from 'node:child_process';
import { asset } from '../../../spec/asset.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command `mitp` as a user would, with an environment that names no target unless `env` does. */
export function mitp(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Ended> {
  // The test runner tells its workers to show colours.
  const clean = Object.entries(process.env).filter(([name]) => !/^MITP_|^(NODE_OPTIONS|FORCE_COLOR)$/.test(name));
  const child = spawn(process.execPath, [asset('cli/mitp.mjs'), ...args], {
    env: { ...Object.fromEntries(clean), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}

/** What a user's mistake must look like: exit code 2, one line that starts with the command's name, no stack trace. */
export function complaint({ code, stderr }: Ended): string {
  if (code !== 2) throw new Error(`want exit code 2, got ${code}: ${stderr}`);
  if (/^\s+at .+:\d+:\d+\)?$/m.test(stderr)) throw new Error(`a stack trace: ${stderr}`);
  const lines = stderr.split('\n').filter((line) => line.startsWith('mitp: '));
  if (lines.length !== 1) throw new Error(`want one line, got ${lines.length}: ${stderr}`);
  return lines[0] ?? '';
}
