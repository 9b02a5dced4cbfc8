import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { envelope, listAskFor } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleRows, sampleServer } from '../../harness/sample-world.ts';

/** PAG-01: without parameters the first page is served, of at most 100 items. */
export const pag01 = caseCheck('PAG-01', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const ask = listAskFor(seen, operation);
    if (!ask) continue;
    yield {
      operation: operation.id,
      depth: 'quick',
      asks: [ask],
      judge({ answer }) {
        const list = envelope(answer);
        if (!list) return { note: 'no list was served' };
        const most = operation.maxPageSize;
        if (list.items.length > most)
          return { want: `at most ${most} items`, got: `${list.items.length}`, pointer: '/items' };
        const want = Math.min(most, list.totalCount);
        if (list.items.length < want)
          return { want: `${want} items of ${list.totalCount}`, got: `${list.items.length}` };
        return list.page === 1 ? undefined : { want: 'page 1', got: `page ${String(list.page)}`, pointer: '/page' };
      },
    };
  }
});

export const samples: Samples = {
  passes: sampleServer(120),
  rejects: broken(sampleServer(120), (answer, { target }) =>
    target === '/clients' ? { body: { ...bodyOf(answer), items: sampleRows(120)['/clients'] } } : undefined,
  ),
};
