import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Mock } from '../../mocks/index.ts';

/** A tool that is set up against one mock. */
export interface Judge {
  /** Everything that the tool complains of, each as a line that is the same for the same complaint. */
  judge(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Something that people use to judge an API by its OpenAPI file. */
export interface Tool {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Its configuration in a sentence: the best that it can honestly have. */
  readonly setUp: string;
  start(mock: Mock, dir: string): Promise<Judge>;
}

/** An installed package: its version, and one of its files by its path. */
export function installed(name: string): { readonly version: string; file(path: string): string } {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { version, file: (path) => join(dirname(manifest), path) };
}

/** Milliseconds that a command may take; a server that hangs must not stop the comparison. */
const PATIENCE_MS = 120_000;

/** Runs a command to its end. @returns its exit code and all it said */
export function finished(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('error', reject).on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
}
