import { startMock } from '../mocks/index.ts';
import { median } from './results.ts';

/** What a list of some length costs; queries in milliseconds, warm, with conditions that never came before. */
export interface RowsCost {
  readonly rows: number;
  /** Reading and validating the rows, and the first page. */
  readonly firstMs: number;
  readonly filterMs: number;
  readonly containsMs: number;
  readonly sortMs: number;
  readonly bothMs: number;
  /** Memory of the process. */
  readonly memoryMb: number;
}

const TIMES = 9;
/** Steps from one pair of sort fields to the next, so that nine of thirty pairs begin with each field. */
const SPREAD = 7;
const WORDS = ['Server', 'Backup', 'Firewall', 'Müller', 'Patch', 'Audit', 'Cloud', 'Q3'];
const STATUSES = ['New', 'InProgress', 'Complete'];

/** A review that differs from the others in every field that is tried. */
function review(at: number): Record<string, unknown> {
  const scattered = (at * 7919) % 1_000_003;
  const day = new Date(Date.UTC(2015, 0, 1) + scattered * 300_000).toISOString().slice(0, 19);
  const hex = String(scattered).padStart(12, '0');
  return {
    id: at + 1,
    name: `${WORDS[scattered % WORDS.length] ?? ''} review ${scattered}`,
    status: STATUSES[scattered % STATUSES.length],
    assignedEngineer: null,
    assignedVCIO: null,
    createdDate: day,
    lastUpdatedDate: day,
    client: { id: `00000000-0000-4000-8000-${hex}`, name: `Client ${scattered % 500}` },
  };
}

const parameter = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const filter = (field: string, predicate: string, condition: string, operator: string | null = null) => ({
  ...{ field, predicate, condition, operator },
});

/** Serves a list of `count` rows and reads it over HTTP. */
export async function rowsGrowth(count: number): Promise<RowsCost> {
  const mock = await startMock({ size: 'empty', rateLimit: 1_000_000 });
  try {
    const { providers, keys } = mock.state;
    const rows = Array.from({ length: count }, (_, at) => review(at));
    providers.add({ id: 'grown', name: 'Grown', size: 'empty', seed: 1, data: { listReviews: rows } });
    const key = keys.generate('grown', 'Bench').value;
    const send = async (query: string): Promise<number> => {
      const began = performance.now();
      const response = await fetch(`${mock.baseUrl}/reviews?pageSize=100&${query}`, {
        headers: { 'mitp-api-key': key },
      });
      const body = await response.text();
      if (response.status !== 200) throw new Error(`A list of ${count} rows answered ${body.slice(0, 300)}`);
      return performance.now() - began;
    };
    const typical = async (queryOf: (turn: number) => string): Promise<number> => {
      await send(queryOf(0));
      const times: number[] = [];
      for (let turn = 1; turn <= TIMES; turn += 1) times.push(await send(queryOf(turn)));
      return median(times);
    };
    const firstMs = await send('page=1');
    const half = Math.floor(count / 2);
    const sorts = ['name', 'createdDate', 'client.name', 'id', 'status', 'lastUpdatedDate'];
    for (const field of sorts) await send(`sortingRules=${parameter({ field, direction: 'asc' })}`);
    const pairs = sorts.flatMap((one) => sorts.filter((other) => other !== one).map((other) => [one, other] as const));
    return {
      rows: count,
      firstMs,
      filterMs: await typical(
        (turn) =>
          `queryFilters=${parameter(filter('createdDate', 'lessThan', `2019-0${turn % 9 || 9}-01T00:00:0${turn % 10}`))}`,
      ),
      containsMs: await typical((turn) => `queryFilters=${parameter(filter('name', 'contains', String(turn + 10)))}`),
      sortMs: await typical((turn) => {
        const [one = 'id', other = 'name'] = pairs[(turn * SPREAD) % pairs.length] ?? [];
        return `sortingRules=${parameter([
          { field: one, direction: 'desc' },
          { field: other, direction: 'asc' },
        ])}`;
      }),
      bothMs: await typical((turn) => {
        const rules = [filter('id', 'greaterThan', String(half + turn), 'and'), filter('status', 'equal', 'New')];
        return `queryFilters=${parameter(rules)}&sortingRules=${parameter({ field: 'name', direction: 'desc' })}`;
      }),
      memoryMb: process.memoryUsage().rss / 1024 / 1024,
    };
  } finally {
    await mock.close();
  }
}
