import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limitedBy, type Running } from './lists.ts';

/** Keys are mapped to their IT provider, as a gateway would do it. */
const OWN = ['active-key-of-the-limiter-tests', 'sibling-key-of-the-limiter-tests'];
const OTHER = 'foreign-key-of-the-limiter-tests';

/** Whether a program of this name can be started. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['-v']).error === undefined;
}

/** nginx before a plain server; `limit` is its directive `limit_req` without the zone, `rate` that of the zone. */
export async function nginx(rate: string, limit: string): Promise<Running> {
  const origin = await limitedBy(() => true);
  const port = await freePort();
  const map = [...OWN.map((key) => `"${key}" own;`), `"${OTHER}" other;`].join(' ');
  const config = (dir: string) => `
daemon off; worker_processes 1; pid ${dir}/pid; error_log ${dir}/error.log;
events { worker_connections 256; }
http {
  access_log off; client_body_temp_path ${dir}; proxy_temp_path ${dir}; fastcgi_temp_path ${dir}; uwsgi_temp_path ${dir}; scgi_temp_path ${dir};
  map $http_mitp_api_key $provider { default ""; ${map} }
  limit_req_zone $provider zone=z:1m rate=${rate};
  limit_req_status 429;
  server {
    listen 127.0.0.1:${port};
    location / { limit_req zone=z ${limit}; proxy_pass ${origin.baseUrl.replace('/public-api/v1', '')}; }
  }
}`;
  return start(origin, port, (file, dir) => ['nginx', '-c', file, '-p', dir], config);
}

/** haproxy before a plain server: a stick table counts the requests of each provider over a period. */
export async function haproxy(limit: number, period: string): Promise<Running> {
  const origin = await limitedBy(() => true);
  const port = await freePort();
  const own = OWN.map((key) => `{ req.hdr(mitp-api-key) -m str ${key} }`).join(' or ');
  const config = () => `
defaults
  mode http
  timeout connect 5s
  timeout client 90s
  timeout server 90s
frontend api
  bind 127.0.0.1:${port}
  http-request set-var(txn.provider) str(own) if ${own}
  http-request set-var(txn.provider) str(other) if { req.hdr(mitp-api-key) -m str ${OTHER} }
  stick-table type string size 1k expire 1h store http_req_rate(${period})
  http-request deny deny_status 429 if { var(txn.provider) -m found } { var(txn.provider),table_http_req_rate() ge ${limit} }
  http-request track-sc0 var(txn.provider) if { var(txn.provider) -m found }
  default_backend origin
backend origin
  server one ${origin.baseUrl.replace(/^http:\/\/|\/public-api.*$/g, '')}`;
  return start(origin, port, (file) => ['haproxy', '-db', '-q', '-f', file], config);
}

async function start(
  origin: Running,
  port: number,
  command: (file: string, dir: string) => [string, ...string[]],
  config: (dir: string) => string,
): Promise<Running> {
  const dir = mkdtempSync(join(tmpdir(), 'limiter-'));
  const file = join(dir, 'config');
  writeFileSync(file, `${config(dir)}\n`);
  const [program, ...args] = command(file, dir);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilOpen(port);
  return {
    baseUrl: `http://127.0.0.1:${port}/public-api/v1`,
    async close() {
      child.kill();
      await origin.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilOpen(port: number): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}
