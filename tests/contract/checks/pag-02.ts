import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, rowKey, rowName, type KnownList } from '../../../verifier/model/known-lists.ts';
import { everyPage } from '../combined/cases.ts';
import { cut, MOST_ROWS, readWhole, type Cut } from './pages.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** PAG-02: pages 1..n together are the whole list: every row once, whatever the page size. */
export const pag02 = caseCheck(
  'PAG-02',
  function* (context) {
    let nth = 0;
    const read = readWhole(context);
    for (const operation of operationsOf(context)) {
      const pages = cut(context, operation);
      const all = read.find(({ list }) => list.operation.id === operation.id);
      // Small pages, too: of one list, and of each that is not read whole.
      if (pages) yield { ...caseOf(pages), depth: (nth += 1) === 1 ? 'quick' : all ? 'full' : 'standard' };
      if (all) yield { ...caseOf(all), label: 'whole', depth: 'standard', foundation: true };
      else if (pages && pages.pages.length < pages.last) {
        const more = pages.list.totalCount > MOST_ROWS ? `, above ${MOST_ROWS} rows` : '';
        yield { operation: operation.id, note: `pages ${pages.pages.join(', ')} of ${pages.last} requested${more}` };
      }
    }
    yield* everyPage(context, 'PAG-02');
  },
  'no list has rows for two pages',
);

function caseOf(pages: Cut): Omit<Case, 'depth'> {
  return listCase(pages.list, { requests: pages.requests }, (list, ...responses) => judge(list, pages, responses));
}

function judge(list: KnownList, { pages, pageSize, last }: Cut, responses: readonly CompletedExchange[]): Outcome {
  if (pages.length === last && list.totalCount > last * pageSize)
    return { note: 'the list grew beyond the pages that were requested' };
  const means = `every row once over pages of ${pageSize}`;
  const foundOn = new Map<string, number>();
  for (const [i, { response }] of responses.entries()) {
    const page = pages[i]!;
    const found = envelope(response);
    if (!found) return { want: `page ${page} of ${last}`, got: `status ${response.status}` };
    for (const row of found.items) {
      const before = foundOn.get(rowKey(row));
      if (before !== undefined) return { want: means, got: `${rowName(row)} on pages ${before} and ${page}` };
      foundOn.set(rowKey(row), page);
    }
  }
  if (pages.length === last) {
    if (foundOn.size !== list.totalCount)
      return { want: `${list.totalCount} rows over pages of ${pageSize}`, got: `${foundOn.size}` };
    const lost = list.rows.find((row) => !foundOn.has(rowKey(row)));
    return lost ? { want: means, got: `${rowName(lost)} on no page` } : undefined;
  }
  // The first page without parameters shows what the first two pages of a long list must hold.
  const both = list.rows.slice(0, Math.min(2 * pageSize, list.rows.length));
  const lost = both.find((row) => !foundOn.has(rowKey(row)));
  return lost
    ? { want: `pages 1 and 2 of ${pageSize} to begin the list`, got: `${rowName(lost)} on neither` }
    : undefined;
}

const eight = sampleServer(8);
const long = sampleServer(120);
const otherId = (id: unknown) => (typeof id === 'number' ? id + 1_000_000 : `${String(id).slice(0, -4)}0000`);

/** The broken server counts pages from 0, so that page 1 is the second. */
export const samples: Samples = {
  passes: eight,
  rejects: [
    (request) => eight({ ...request, target: request.target.replace(/page=(\d+)/, (_, n) => `page=${Number(n) + 1}`) }),
    broken(eight, (_, { target }) => (target.includes('page=2') ? problem(500, 'Internal Server Error') : undefined)),
    // Every page is the first.
    (request) => eight({ ...request, target: request.target.replace(/page=\d+/, 'page=1') }),
    // A row of page 2 is replaced by one that page 1 has.
    broken(eight, (response, { target }) => {
      if (!target.includes('page=')) return undefined;
      const { items, ...others } = bodyOf(response);
      return { body: { ...others, items: items.map((row, i) => (i === 0 ? { ...row, id: otherId(row.id) } : row)) } };
    }),
    // The second page of a long list is the third.
    broken(long, (_, request) =>
      request.target.includes('page=2')
        ? long({ ...request, target: request.target.replace('page=2', 'page=3') })
        : undefined,
    ),
  ],
};
