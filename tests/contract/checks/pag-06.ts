import { caseCheck, type Case } from '../../harness/check.ts';
import { envelope, listAskFor, seenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withQuery } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { FAR } from './con-04.ts';
import { cut } from './pages.ts';
import { operationsOf } from './rotate.ts';

/** PAG-06: a page past the end is empty, with the true `totalCount`. */
export const pag06 = caseCheck('PAG-06', function* (seen) {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const pages = cut(seen, operation);
    const next = pages && listAskFor(seen, operation, { page: pages.last + 1, pageSize: pages.pageSize });
    const far = listAskFor(seen, operation, { page: FAR, pageSize: operation.maxPageSize });
    const judge: Case['judge'] = ({ answer }) => {
      const want = `no items and totalCount ${list.totalCount} past the end`;
      const found = envelope(answer);
      if (!found) return { want, got: `status ${answer.status}` };
      if (found.items.length > 0) return { want, got: `${found.items.length} items`, pointer: '/items' };
      return found.totalCount === list.totalCount
        ? undefined
        : { want, got: `totalCount ${found.totalCount}`, pointer: '/totalCount' };
    };
    if (far)
      yield { operation: operation.id, label: 'far', depth: nth === 0 ? 'quick' : 'standard', asks: [far], judge };
    if (next)
      yield { operation: operation.id, label: 'next', depth: nth < 2 ? 'standard' : 'full', asks: [next], judge };
  }
});

/** The rejected server serves the last page again. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withQuery(ask, (query) => Number(query.get('page')) > 5 && query.set('page', '1')),
  ),
};
