import { caseCheck, type Case } from '../../../verifier/check.ts';
import { envelope, listRequestFor, knownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { FAR } from './con-04.ts';
import { cut } from './pages.ts';
import { operationsOf } from './rotate.ts';

/** PAG-06: a page past the end is empty, with the true `totalCount`. */
export const pag06 = caseCheck('PAG-06', function* (context) {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const pages = cut(context, operation);
    const next = pages && listRequestFor(context, operation, { page: pages.last + 1, pageSize: pages.pageSize });
    const far = listRequestFor(context, operation, { page: FAR, pageSize: operation.maxPageSize });
    const judge: Case['judge'] = ({ response }) => {
      const want = `no items and totalCount ${list.totalCount} past the end`;
      const found = envelope(response);
      if (!found) return { want, got: `status ${response.status}` };
      if (found.items.length > 0) return { want, got: `${found.items.length} items`, pointer: '/items' };
      return found.totalCount === list.totalCount
        ? undefined
        : { want, got: `totalCount ${found.totalCount}`, pointer: '/totalCount' };
    };
    if (far)
      yield { operation: operation.id, label: 'far', depth: nth === 0 ? 'quick' : 'standard', requests: [far], judge };
    if (next)
      yield { operation: operation.id, label: 'next', depth: nth < 2 ? 'standard' : 'full', requests: [next], judge };
  }
});

/** The rejected server serves the last page again. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (request) =>
    withQuery(request, (query) => Number(query.get('page')) > 5 && query.set('page', '1')),
  ),
};
