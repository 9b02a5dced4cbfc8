import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import { sendsUnknown } from '../../../verifier/unknown-parameters.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { cut } from './pages.ts';
import { operationsOf } from './rotate.ts';

const WHOLE = /^[1-9]\d{0,5}$/;

/** PAG-04: the envelope echoes the `page` and `pageSize` that were applied. */
export const pag04 = everyResponseCheck(
  'PAG-04',
  ({ request, response }, context) => {
    const operation = context.contract.operations.find(({ id }) => id === request.operation);
    const list = envelope(response);
    if (!operation || !list || request.method !== 'GET' || sendsUnknown(operation, request)) return undefined;
    const query = new URLSearchParams(request.target.split('?')[1] ?? '');
    const [page, size] = ['page', 'pageSize'].map((name) => query.getAll(name));
    // PAG-08 judges malformed and repeated values; which values are applied then is not defined.
    if (!wellFormed(page) || !wellFormed(size) || Number(size?.[0] ?? 1) > operation.maxPageSize) return undefined;
    const findings: Broken[] = [];
    const wanted = { page: Number(page?.[0] ?? 1), pageSize: Number(size?.[0] ?? operation.defaultPageSize) };
    for (const name of ['page', 'pageSize'] as const) {
      if (list[name] === wanted[name]) continue;
      // The default size is an observation, not a promise: any size that holds the items is right.
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
  function* (context) {
    for (const [nth, operation] of operationsOf(context).entries()) {
      const pages = cut(context, operation);
      if (pages)
        yield { requests: pages.requests.slice(1, 2), depth: nth === 0 ? 'quick' : 'standard', label: operation.id };
    }
  },
);

function wellFormed(values: readonly string[] | undefined): boolean {
  return (values ?? []).length <= 1 && (values ?? []).every((value) => WHOLE.test(value));
}

/** The broken server says page 1 on every page, whatever was requested. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [broken(sampleServer(), (response) => ({ body: { ...bodyOf(response), page: 0 } }))],
};
