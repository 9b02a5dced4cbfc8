import { everyAnswerCheck, type Broken } from '../../harness/check.ts';
import { envelope } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { cut } from './pages.ts';
import { operationsOf } from './rotate.ts';

const WHOLE = /^[1-9]\d{0,5}$/;

/** PAG-04: the envelope echoes the `page` and `pageSize` that were applied. */
export const pag04 = everyAnswerCheck(
  'PAG-04',
  ({ ask, answer }, seen) => {
    const operation = seen.contract.operations.find(({ id }) => id === ask.operation);
    const list = envelope(answer);
    if (!operation || !list || ask.method !== 'GET') return undefined;
    const query = new URLSearchParams(ask.target.split('?')[1] ?? '');
    const [page, size] = ['page', 'pageSize'].map((name) => query.getAll(name));
    // Malformed and repeated values are PAG-08's; what they apply as nobody knows.
    if (!wellFormed(page) || !wellFormed(size) || Number(size?.[0] ?? 1) > operation.maxPageSize) return undefined;
    const findings: Broken[] = [];
    const wanted = { page: Number(page?.[0] ?? 1), pageSize: Number(size?.[0] ?? operation.maxPageSize) };
    for (const name of ['page', 'pageSize'] as const) {
      if (list[name] === wanted[name]) continue;
      // The default size is an observation, not a promise: any size that holds the items will do.
      if (name === 'pageSize' && size?.length === 0 && Number(list.pageSize) >= list.items.length) continue;
      findings.push({
        want: `${name} to echo the one applied`,
        got: `${JSON.stringify(list[name])} for ${wanted[name]}`,
        pointer: `/${name}`,
      });
    }
    return findings;
  },
  'no list was served',
  function* (seen) {
    for (const [nth, operation] of operationsOf(seen).entries()) {
      const pages = cut(seen, operation);
      if (pages) yield { asks: pages.asks.slice(1, 2), depth: nth === 0 ? 'quick' : 'standard', label: operation.id };
    }
  },
);

function wellFormed(values: readonly string[] | undefined): boolean {
  return (values ?? []).length <= 1 && (values ?? []).every((value) => WHOLE.test(value));
}

/** The rejected server says page 1 on every page; what it was asked for is seen on the first page too. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer) => ({ body: { ...bodyOf(answer), page: 0 } })),
};
