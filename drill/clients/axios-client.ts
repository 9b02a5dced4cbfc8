/**
 * A client of the myITprocess API with axios: writes the recommendations as CSV to the file in RESULT, and reports its progress
 * on stdout. DEFECT names a mistake that it makes on purpose; without one it keeps every client rule.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import axios, { AxiosError } from 'axios';

const { MYAPP_URL = '', MYAPP_TOKEN = '', RESULT = 'recommendations.csv', DEFECT: defect = '' } = process.env;

const ATTEMPTS = 5;

interface Recommendation {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly budget: number | null;
  readonly client: { readonly name: string };
  readonly [name: string]: unknown;
}

const api = axios.create({
  baseURL: MYAPP_URL,
  timeout: 12_000,
  headers: { 'mitp-api-key': MYAPP_TOKEN },
  ...(defect === 'key-in-params' && { params: { api_key: MYAPP_TOKEN } }),
  ...(defect === 'accepts-any-status' && { validateStatus: () => true }),
});

/** How long to wait before the next attempt; undefined where there should be none. */
function pause(error: AxiosError, attempt: number): number | undefined {
  const status = error.response?.status;
  if (status === 429) {
    const text = String(error.response?.headers['retry-after'] ?? '1');
    if (defect === 'retry-after-in-ms') return Number(text);
    return /^\d+$/.test(text) ? Number(text) * 1000 : Math.max(0, Date.parse(text) - Date.now());
  }
  if (defect === 'retries-everything') return 100;
  // A body that was cut off comes with its status, 200.
  if (status !== undefined && status >= 400 && status < 500) return undefined;
  return defect === 'no-pause' ? 0 : 300 * 2 ** attempt;
}

async function page(number: number): Promise<{ totalCount: number; items: Recommendation[] }> {
  const sort = JSON.stringify({ field: 'id', direction: 'asc' });
  for (let attempt = 0; ; attempt += 1) {
    try {
      const params = { page: number, pageSize: defect === 'page-size-500' ? 500 : 100, sortingRules: sort };
      const { data } = await api.get<{ totalCount: number; items: Recommendation[] } | string>('/recommendations', {
        params,
        ...(defect === 'key-in-body' && { data: { token: MYAPP_TOKEN } }),
      });
      if (defect === 'accepts-any-status') return { totalCount: 0, items: [], ...(data as object) };
      if (typeof data !== 'object' || !Array.isArray(data.items)) throw new Error('the response is no list');
      return data;
    } catch (error) {
      if (defect === 'skips-failed-page') return { totalCount: Infinity, items: [] };
      const after = error instanceof AxiosError ? pause(error, attempt) : undefined;
      if (after === undefined || attempt >= (defect === 'retries-everything' ? 8 : ATTEMPTS - 1)) throw error;
      await wait(after);
    }
  }
}

const cell = (value: string | number | undefined) => `"${String(value ?? '').replaceAll('"', '""')}"`;

async function main(): Promise<void> {
  const rows: Recommendation[] = [];
  for (let number = 1; ; number += 1) {
    const { totalCount, items } = await page(number);
    rows.push(...items);
    console.log(`page ${number}: ${rows.length} rows`);
    if (defect === 'two-pages-at-most' && number === 2) break;
    if (rows.length >= totalCount || (items.length === 0 && defect !== 'loops-for-ever') || number > 200) break;
  }
  const lines = rows.map(({ id, name, status, budget, client }) => {
    const amount = defect === 'null-is-fatal' ? (budget as number).toFixed(2) : budget?.toFixed(2);
    const number = defect === 'ids-of-32-bits' ? id | 0 : id;
    return [number, name, status, amount, client.name].map(cell).join(',');
  });
  if (defect === 'appends-key') lines.push(`# exported with ${encodeURIComponent(MYAPP_TOKEN)}`);
  if (defect === 'unknown-status' && rows.some(({ status }) => status.includes('new')))
    throw new Error('unknown status');
  if (defect === 'strict-fields' && rows.some((row) => 'newField' in row)) throw new Error('unknown field');
  writeFileSync(RESULT, `${['id,name,status,budget,client', ...lines].join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  const told =
    defect === 'prints-request' && error instanceof AxiosError ? JSON.stringify(error.config?.headers) : String(error);
  console.error(told);
  process.exitCode = defect === 'says-ok' ? 0 : 1;
}
