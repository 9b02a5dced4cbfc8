import { startMock, type Mock, type MockOptions } from '../../../mocks/index.ts';

/** A page as the API sends it, or a rejection. */
export interface Body {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  readonly items: readonly Row[];
  readonly title: string;
  readonly detail: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

export type Row = Readonly<Record<string, unknown>>;

/** What came back. */
export interface Completed {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** Sends one request with the mock's active key, or with the headers that are given instead. */
export async function send(mock: Mock, path: string, init: RequestInit = {}): Promise<Completed> {
  const response = await fetch(mock.baseUrl + path, { headers: { 'mitp-api-key': mock.keys.active }, ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body };
}

/** The query of a list: rules are written as JSON and encoded. */
export function query(parts: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return '?' + new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, text(value)])).toString();
}

/** Every row of a list, page by page. */
export async function all(mock: Mock, path: string, parts: Readonly<Record<string, unknown>> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await send(mock, path + query({ ...parts, page }));
    rows.push(...body.items);
    if (body.items.length === 0 || rows.length >= body.totalCount) return rows;
  }
}

/** Runs `use` with a small mock without a limit worth the name, and closes it. */
export async function withMock(use: (mock: Mock) => Promise<void>, options: MockOptions = {}): Promise<void> {
  const mock = await startMock({ size: 'small', rateLimit: 1_000_000, ...options });
  try {
    await use(mock);
  } finally {
    await mock.close();
  }
}
