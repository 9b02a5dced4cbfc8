import cluster from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOf, list, sendJson } from './lists.ts';
import { log } from './functions.ts';

/** Two processes on one port, each with a log of its own: the primary tells the port to whoever started it. */
const WORKERS = 2;

if (cluster.isPrimary) {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
  let ready = 0;
  for (let i = 0; i < WORKERS; i += 1) {
    cluster.fork({ PORT: String(port) }).on('listening', () => {
      ready += 1;
      if (ready === WORKERS) process.send?.(port);
    });
  }
  process.on('disconnect', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill();
    process.exit();
  });
} else {
  const take = log();
  createServer((request, response) => {
    const account = accountOf(request.headers);
    if (account === undefined) return sendJson(response, 401, { title: 'Unauthorized' });
    if (take(account.provider, account.key)) sendJson(response, 200, list(request.url ?? '/'));
    else sendJson(response, 429, { title: 'Too Many Requests' });
  }).listen(Number(process.env.PORT), '127.0.0.1');
}
