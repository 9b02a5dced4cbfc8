import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import { envelope, listRequestFor } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** PAG-01: without parameters the first page is served, with at most 100 items. */
export const pag01 = caseCheck('PAG-01', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const request = listRequestFor(context, operation);
    if (!request) continue;
    yield {
      operation: operation.id,
      depth: 'quick',
      requests: [request],
      judge({ response }) {
        const list = envelope(response);
        if (!list) return { note: 'no list was served' };
        const most = operation.maxPageSize;
        if (list.items.length > most)
          return { want: `at most ${most} items`, got: `${list.items.length}`, pointer: '/items' };
        const want = Math.min(operation.defaultPageSize, list.totalCount);
        if (list.items.length < want)
          return { want: `${want} items of ${list.totalCount}`, got: `${list.items.length}` };
        return list.page === 1 ? undefined : { want: 'page 1', got: `page ${String(list.page)}`, pointer: '/page' };
      },
    };
  }
});

export const samples: Samples = {
  passes: sampleServer(120),
  rejects: [
    broken(sampleServer(120), (response, { target }) =>
      target === '/clients' ? { body: { ...bodyOf(response), items: sampleRows(120)['/clients'] } } : undefined,
    ),
    broken(sampleServer(), (response) => ({ body: { ...bodyOf(response), items: bodyOf(response).items.slice(1) } })),
    broken(sampleServer(), (response) => ({ body: { ...bodyOf(response), page: 0 } })),
  ],
};
