import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadContract } from '../spec/contract.ts';
import { BASE, REQUESTS } from './scenarios.ts';
import { OUT } from './places.ts';
import { response } from './processes.ts';

/** What a page is, as our mock answers it. */
interface Page {
  readonly totalCount: number;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** Files that give the contestants the same data as our mock. */
export interface Inputs {
  /** For the baselines: ready bodies by path and paging. */
  readonly bodies: string;
  /** For Prism: the contract with pages of our rows as its examples. */
  readonly contract: string;
  /** For json-server and Mockoon: all rows. */
  readonly db: string;
  readonly mockoon: string;
}

const FLAT = ['clients', 'users', 'reviews', 'findings', 'recommendations', 'initiatives', 'meetings'] as const;

const write = (name: string, value: unknown): string => {
  const file = join(OUT, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
};

/** Takes from a running mock what the others are to serve. */
export async function makeInputs(port: number, key: string): Promise<Inputs> {
  mkdirSync(OUT, { recursive: true });
  const page = async (path: string) => {
    const got = await response(port, path, key);
    if (got?.status !== 200) throw new Error(`The mock answered ${path} with ${String(got?.status)}, not 200.`);
    return got.body;
  };
  const db: Record<string, Page['items']> = {};
  for (const list of FLAT) {
    const rows: Page['items'][number][] = [];
    for (let at = 1; ; at += 1) {
      const { items, totalCount } = JSON.parse(await page(`${BASE}/${list}?page=${at}&pageSize=100`)) as Page;
      rows.push(...items);
      if (rows.length >= totalCount) break;
    }
    db[list] = rows;
  }
  const bodies: Record<string, Record<string, string>> = {};
  for (const request of new Set(Object.values(REQUESTS).flat())) {
    const [path = '', query = ''] = request.split('?');
    const paging = query.split('&').slice(0, 2).join('&');
    (bodies[path] ??= {})[paging] ??= await page(request.replace('{n}', '1500000'));
  }
  return {
    bodies: write('bodies.json', bodies),
    contract: write('contract.json', contractWithPages(db)),
    db: write('db.json', db),
    mockoon: write('mockoon.json', mockoonEnvironment(db, bodies)),
  };
}

/** Rows of the example that Prism answers with: pages of 100 of each list, of 10 for the users. */
const exampleRows = (list: string) => (list === 'users' ? 10 : 100);

function contractWithPages(db: Readonly<Record<string, Page['items']>>): unknown {
  const document = structuredClone(loadContract().document) as unknown as {
    paths: Record<string, { get: { responses: Record<string, { content: Record<string, object> }> } }>;
  };
  for (const [list, rows] of Object.entries(db)) {
    const items = rows.slice(0, exampleRows(list));
    const content = document.paths[`/${list}`]?.get.responses['200']?.content;
    if (!content) throw new Error(`The contract has no list /${list}.`);
    for (const [type, { schema }] of Object.entries(content) as [string, { schema: unknown }][]) {
      content[type] = { schema, example: { page: 1, pageSize: items.length, totalCount: rows.length, items } };
    }
  }
  return document;
}

/** A Mockoon environment: a CRUD route for each list, and ready bodies at /ready with its templates switched off. */
function mockoonEnvironment(
  db: Readonly<Record<string, Page['items']>>,
  bodies: Readonly<Record<string, Readonly<Record<string, string>>>>,
): unknown {
  const response = (rest: object) => ({
    statusCode: 200,
    default: true,
    disableTemplating: true,
    headers: [{ key: 'Content-Type', value: 'application/json; charset=utf-8' }],
    ...rest,
  });
  const ready = (list: string, paging: string) => ({
    type: 'http',
    method: 'get',
    endpoint: `ready/${list}`,
    responses: [response({ bodyType: 'INLINE', body: bodies[`${BASE}/${list}`]?.[paging] })],
  });
  const lists = Object.entries(db).map(([list, rows], at) => ({ list, rows, id: `bucket${at}` }));
  return {
    name: 'bench',
    hostname: '127.0.0.1',
    data: lists.map(({ list, rows, id }) => ({ id, name: list, value: JSON.stringify(rows) })),
    routes: [
      ready('clients', 'page=1&pageSize=100'),
      ready('users', 'page=1&pageSize=10'),
      ...lists.map(({ list, id }) => ({
        type: 'crud',
        method: '',
        endpoint: list,
        responses: [response({ bodyType: 'DATABUCKET', databucketID: id })],
      })),
    ],
  };
}
