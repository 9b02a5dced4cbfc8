import { test, expect } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { contractAjv } from '../../../spec/ajv.ts';
import { asset } from '../../../spec/asset.ts';
import { DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Prism's own command, as a user would run it on the file. */
async function startPrism(): Promise<{ prism: ChildProcess; origin: string; log: () => string }> {
  const port = await freePort();
  const cli = asset('node_modules/@stoplight/prism-cli/dist/index.js');
  // Prism's CLI does not start under NODE_ENV=production unless multiprocess is off.
  const options = ['mock', DEFAULT_CONTRACT, '--port', String(port), '--host', '127.0.0.1', '--multiprocess', 'false'];
  const prism = spawn(process.execPath, [cli, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('Prism is listening')) resolve();
    };
    prism.stdout.on('data', read);
    prism.stderr.on('data', read);
    prism.once('exit', (code) => reject(new Error(`Prism ended with ${code}: ${log}`)));
  });
  return { prism, origin: `http://127.0.0.1:${port}`, log: () => log };
}

test('Prism accepts the contract: it serves every list, requires the key, and negotiates each documented status', async () => {
  const { prism, origin, log } = await startPrism();
  try {
    const get = (path: string, headers: Record<string, string> = { 'mitp-api-key': 'any' }) =>
      fetch(origin + path.replace(/\{.*\}/, '1201'), { headers });
    for (const { path, envelope } of loadContract().operations) {
      const served = await get(path);
      expect(served.status, path).toBe(200);
      expect(contractAjv().compile(envelope)(await served.json()), path).toBe(true);
    }
    expect((await get('/clients', {})).status).toBe(401);
    // Prism judges the page size by its schema.
    expect((await get('/clients?pageSize=101')).status).toBe(400);
    for (const code of ['400', '404', '405', '429']) {
      const accept = 'application/json, application/problem+json';
      const response = await get('/reviews', { 'mitp-api-key': 'any', prefer: `code=${code}`, accept });
      expect(response.status).toBe(Number(code));
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    const empty = await get('/meetings', { 'mitp-api-key': 'any', prefer: 'example=empty' });
    expect(await empty.json()).toMatchObject({ totalCount: 0, items: [] });
    expect(log()).not.toContain('unknown format');
  } finally {
    prism.kill();
  }
});
