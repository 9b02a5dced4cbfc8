import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { contractCopy } from '../contract-copy.ts';
import { asker, lists, parentId } from '../requests.ts';
import { installed, type Tool } from '../tool.ts';

const prism = installed('@stoplight/prism-cli');

interface Violation {
  readonly location?: readonly string[];
  readonly message?: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A proxy sees what passes through it: here the traffic of a client that uses every field of every list. */
export const prismProxy: Tool = {
  id: 'prism-proxy',
  name: 'Prism proxy',
  version: prism.version,
  setUp:
    '`prism proxy` before the server, with the traffic of a busy client: every list by pages, sorted and filtered by every field, without a key, with a wrong one, past the end, and malformed; its response violations count',
  async start(mock, dir) {
    const port = await freePort();
    const file = contractCopy(dir, mock.baseUrl);
    const child = spawn(
      process.execPath,
      [prism.file('dist/index.js'), 'proxy', file, mock.baseUrl, '--port', String(port)],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, NODE_ENV: 'development' },
      },
    );
    const stop = async () => {
      child.kill();
      await once(child, 'close');
    };
    const url = `http://127.0.0.1:${port}`;
    for (let tries = 0; !(await fetch(url).catch(() => undefined)); tries += 1) {
      if (tries > 240) throw new Error('prism proxy does not start');
      await delay(500);
    }
    const traffic = await trafficOf(mock);
    const judge = async () => {
      const send = asker(mock, url);
      const complaints: string[] = [];
      for (const [path, query, key] of traffic) {
        const response = await send(path, query, key);
        const body = await response.text();
        const where = `${path}?${new URLSearchParams(query).toString()}`;
        for (const { location = [], message = '' } of violationsIn(response)) {
          if (location[0] === 'response') complaints.push(`${where}: ${location.join('.')} ${message}`);
        }
        if (body.includes('stoplight.io/prism/errors')) complaints.push(`${where}: Prism's own ${response.status}`);
      }
      return { tests: traffic.length, complaints };
    };
    return { judge, stop };
  },
};

/** Of many violations Prism tells a part alone, cut anywhere. */
function violationsIn(response: Response): Violation[] {
  const text = response.headers.get('sl-violations') ?? '[]';
  const first = /^Too many violations! \[(\{.*?\})/.exec(text)?.[1];
  return JSON.parse(first === undefined ? text : `[${first}]`) as Violation[];
}

type SentRequest = readonly [path: string, query: Readonly<Record<string, string>>, key?: string | null];

/** Chosen from what the unbroken mock serves. */
async function trafficOf(mock: Parameters<Tool['start']>[0]): Promise<SentRequest[]> {
  const sendOne = asker(mock);
  const requests: SentRequest[] = [['/nothing/here', {}]];
  for (const { operation, path } of lists(await parentId(mock))) {
    const { items } = (await (await sendOne(path)).json()) as { items: Record<string, unknown>[] };
    requests.push([path, {}], [path, { page: '2', pageSize: '7' }], [path, { page: '100000' }]);
    requests.push([path, {}, null], [path, {}, 'a-wrong-key'], [path, { pageSize: '0' }], [path, { pageSize: '500' }]);
    requests.push([path, { queryFilters: '{"field":"nothing","predicate":"equal","condition":"1"}' }]);
    for (const { name: field, member: fieldPath } of operation.fields) {
      requests.push([path, { sortingRules: JSON.stringify({ field, direction: 'desc' }) }]);
      const value = items.map((row) => at(row, fieldPath)).find((one) => one !== null && typeof one !== 'object');
      const condition = String(value);
      if (value !== undefined)
        requests.push([path, { queryFilters: JSON.stringify({ field, predicate: 'equal', condition }) }]);
    }
  }
  return requests;
}

function at(row: unknown, fieldName: string): unknown {
  return fieldName.split('.').reduce((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, row);
}
