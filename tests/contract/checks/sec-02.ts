import { caseCheck, type Case, type Outcome } from '../../harness/check.ts';
import { header, KEY_HEADER, type Answer, type Ask } from '../../harness/exchange.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/**
 * SEC-02: authenticated responses are not cacheable by shared caches, and the same URL without the key is refused right
 * after a served one: what a cache in front of the API would get wrong.
 */
export const sec02 = caseCheck('SEC-02', function* (seen) {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const ask = listAskFor(seen, operation);
    if (!ask) continue;
    yield {
      operation: operation.id,
      label: 'headers',
      depth: 'quick',
      asks: [ask],
      judge: ({ answer }) => cacheable(answer),
    };
    yield { ...rightAfter(operation.id, ask), depth: nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full' };
  }
});

function cacheable(answer: Answer): Outcome {
  if (answer.status !== 200) return { note: `answered ${answer.status}` };
  const value = header(answer, 'cache-control');
  if (value === undefined)
    return { want: 'Cache-Control: no-store or private', got: 'no Cache-Control', tolerated: true };
  return /\b(no-store|private)\b/i.test(value) ? undefined : { want: 'Cache-Control: no-store or private', got: value };
}

function rightAfter(operation: string, ask: Ask): Omit<Case, 'depth'> {
  const { [KEY_HEADER]: _, ...headers } = ask.headers;
  return {
    operation,
    label: 'right after',
    asks: [
      { ...ask, fresh: 'before the same without a key' },
      { ...ask, headers, fresh: 'right after a served one' },
    ],
    judge: (before, { answer: { status } }) =>
      before.answer.status !== 200
        ? { note: `answered ${before.answer.status} with the key` }
        : status < 300
          ? { want: '401 without the key right after a served one', got: String(status) }
          : undefined,
  };
}

const unstored = broken(sampleServer(), (answer) => ({
  ...answer,
  headers: { ...answer.headers, 'cache-control': 'no-store' },
}));

/** The rejected server lets shared caches keep what one key may see. */
export const samples: Samples = {
  passes: unstored,
  rejects: broken(sampleServer(), (answer) =>
    answer.status === undefined
      ? { headers: { 'cache-control': 'public, max-age=60' }, body: bodyOf(answer) }
      : undefined,
  ),
};
