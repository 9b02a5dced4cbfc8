import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why there is no Redis here; undefined where there is one. */
export const noRedis = (): string | undefined =>
  spawnSync('redis-server', ['--version']).status === 0 ? undefined : 'redis-server is not installed';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** A Redis server of a test's own. */
export interface Redis {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it; with `forget`, it has lost its data when it starts again. */
  stop(how?: 'forget'): Promise<void>;
  /** It is there, and does not answer any more. */
  hang(): void;
  wake(): void;
  end(): Promise<void>;
}

/** Makes a server that keeps its data over a restart. */
export async function redisServer(): Promise<Redis> {
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'mitp-redis-'))];
  let server: ChildProcess | undefined;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', folder];
    server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise<void>((resolve, reject) => {
      server?.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
      server?.stdout?.on('data', (chunk: Buffer) => String(chunk).includes('Ready to accept') && resolve());
    });
  };
  const stop = async (how?: 'forget') => {
    const ended = server;
    if (ended?.exitCode === null) await new Promise((resolve) => ended.once('exit', resolve).kill());
    if (how === 'forget') rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true });
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    hang: () => void server?.kill('SIGSTOP'),
    wake: () => void server?.kill('SIGCONT'),
    async end() {
      server?.kill('SIGCONT');
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
