import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mockArgs } from './contestants.ts';
import { load } from './load.ts';
import { BENCH, OUT } from './places.ts';
import { startServer } from './processes.ts';
import { publishText } from './publish.ts';
import { REQUESTS } from './scenarios.ts';

interface Memory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);
const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

/** Requests of a run that the docs show. */
export const WHOLE = 1_000_000;

/** Growth of what is in use, after collections, that is noise and not a leak. */
const TOLERATED_MB = 8;

/**
 * Sends a million mixed requests, a fifth of them never seen before, to one mock, and looks at what stays in use after a
 * collection. The first fifth fills journal and caches, which are bounded.
 *
 * @returns whether nothing grew from then on
 */
export async function soak(mitp: readonly string[], key: string, total: number): Promise<boolean> {
  const [node = process.execPath, ...script] = mitp;
  const probe = ['--expose-gc', '--import', join(BENCH, 'servers', 'memory-probe.mjs')];
  const first = REQUESTS.mixed[0] ?? '/';
  const env = { MITP_MOCK_API_KEY: key };
  const server = await startServer((port) => [node, ...probe, ...script, ...mockArgs(port)], first, key, env, true);
  const memory = () =>
    new Promise<Memory>((resolve) => {
      server.child.once('message', (message) => resolve(message as Memory));
      server.child.send('memory');
    });
  try {
    const file = join(OUT, 'soak.txt');
    writeFileSync(file, `${REQUESTS.mixed.join('\n')}\n`);
    let sent = 0;
    let settled: Memory | undefined;
    let last = await memory();
    while (sent < total) {
      sent += (await load(server.port, file, key, 5)).requests;
      last = await memory();
      if (sent >= total / 5) settled ??= last;
      say(
        `${sent.toLocaleString('en-US')} requests: heap ${mb(last.heapUsed)} MB, buffers ${mb(last.external)} MB, resident ${mb(last.rss)} MB`,
      );
    }
    const inUse = ({ heapUsed, external }: Memory) => heapUsed + external;
    const grown = (inUse(last) - inUse(settled ?? last)) / 1024 / 1024;
    const steady = grown <= TOLERATED_MB;
    const change = `${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MB`;
    const found = `In use after a collection: ${change} from a fifth to the end of ${sent.toLocaleString('en-US')} requests: ${steady ? 'no growth' : 'it grows'}.`;
    process.stdout.write(`${found}\n`);
    if (total >= WHOLE) publishText('soak', `\`npm run bench -- --soak\`, Node ${process.versions.node}: ${found}`);
    return steady;
  } finally {
    await server.stop();
  }
}
