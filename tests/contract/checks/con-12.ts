import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { header, json, type CompletedExchange } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf, rotated } from './rotate.ts';

/** What clients send and JSON satisfies, the usual one first. */
const FITTING = [
  '*/*',
  'application/json;q=0.9, */*;q=0.1',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
];
/** What JSON does not satisfy. */
const UNFIT = ['text/html', 'application/xml', 'image/*', 'nonsense'];

/** The usual one and one that does not fit in every run, the others in turn. */
function accepts(context: CheckContext): string[] {
  const [usual = '', ...others] = FITTING;
  const [unfit = '', ...more] = rotated(UNFIT, context);
  return [usual, unfit, ...rotated([...others, ...more], context)];
}

/** CON-12: `application/json` and `*\/*` give JSON; an unacceptable `Accept` gives JSON or 406, never 5xx. */
export const con12 = caseCheck('CON-12', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    for (const [i, accept] of accepts(context).entries()) {
      yield {
        operation: operation.id,
        label: accept,
        depth: nth === 0 && i < 2 ? 'quick' : i === nth ? 'standard' : 'full',
        requests: [{ ...list, headers: { ...list.headers, accept } }],
        judge: (exchange) => judge(accept, FITTING.includes(accept), exchange),
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
