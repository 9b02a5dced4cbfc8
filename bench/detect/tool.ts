import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Mock } from '../../mocks/index.ts';
import { asset } from '../../spec/asset.ts';

/** What a tool says of the mock as it is. */
export interface Judgement {
  /** How many tests, checks or requests it made. */
  readonly tests: number;
  /** Everything that it complains of, each as a line that is the same for the same complaint. */
  readonly complaints: readonly string[];
}

/** A tool that is set up against one mock. */
export interface Judge {
  judge(): Promise<Judgement>;
  stop(): Promise<void>;
}

/** Something that people use to judge an API by its OpenAPI file. */
export interface Tool {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Its configuration in a sentence: the best that it can honestly have. */
  readonly setUp: string;
  /** Takes so long for each fault that it is shown them only where it is named. */
  readonly isSlow?: true;
  /** Requests that the mock lets it make in a window, where it cannot keep within the limit. */
  readonly rateLimit?: number;
  start(mock: Mock, dir: string): Promise<Judge>;
}

/** A package: its version, and one of its files by its path. */
interface Package {
  readonly version: string;
  file(path: string): string;
}

function packageAt(manifest: string): Package {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { version, file: (path) => join(dirname(manifest), path) };
}

/** A package that the root has installed. */
export const installed = (name: string): Package =>
  packageAt(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** A package of `bench/detect/peers`, which only this comparison needs. */
export const peer = (name: string): Package => packageAt(asset(`bench/detect/peers/node_modules/${name}/package.json`));

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
