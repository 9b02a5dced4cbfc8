import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import { header, json, type CompletedExchange } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf, rotated } from './rotate.ts';

/** `Accept` headers that clients send, and whether JSON satisfies them: the usual one first in every run, the others in turn. */
const ACCEPTS: readonly [accept: string, jsonFits: boolean][] = [
  ['*/*', true],
  ['text/html', false],
  ['application/json;q=0.9, */*;q=0.1', true],
  ['application/xml', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['image/*', false],
  ['nonsense', false],
];

/** CON-12: `application/json` and `*\/*` give JSON; an unacceptable `Accept` gives JSON or 406, never 5xx. */
export const con12 = caseCheck('CON-12', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    for (const [i, [accept, jsonFits]] of [...ACCEPTS.slice(0, 1), ...rotated(ACCEPTS.slice(1), context)].entries()) {
      yield {
        operation: operation.id,
        label: accept,
        depth: nth === 0 && i < 2 ? 'quick' : i === nth ? 'standard' : 'full',
        requests: [{ ...list, headers: { ...list.headers, accept } }],
        judge: (exchange) => judge(accept, jsonFits, exchange),
      };
    }
    // The request after an unacceptable one is served as usual: some negotiators remember the `Accept` of the last request.
    yield {
      operation: operation.id,
      label: 'after an unacceptable one',
      depth: nth === 0 ? 'standard' : 'full',
      requests: [
        { ...list, headers: { ...list.headers, accept: 'text/csv' } },
        { ...list, fresh: 'after text/csv' },
      ],
      judge: (_, after) => judge('application/json, after text/csv,', true, after),
    };
  }
});

function judge(accept: string, jsonFits: boolean, { response }: CompletedExchange): Outcome {
  const { status } = response;
  const isJson = /json/i.test(header(response, 'content-type') ?? '') && json(response) !== undefined;
  if (status === 200 ? isJson : !jsonFits && status === 406) return undefined;
  const got = status === 200 ? (header(response, 'content-type') ?? 'no Content-Type') : String(status);
  return { want: `JSON${jsonFits ? '' : ' or 406'} for Accept: ${accept}`, got };
}

/** The broken server fails where it cannot give HTML. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ headers }) =>
      headers.accept === 'text/html' ? problem(500, 'No formatter') : undefined,
    ),
  ],
};
