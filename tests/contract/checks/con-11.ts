import { caseCheck, type Case } from '../../harness/check.ts';
import { KEY_HEADER, type Ask } from '../../harness/exchange.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** CON-11: HEAD, where it is answered, needs the key as GET does and has no body; OPTIONS never returns data. */
export const con11 = caseCheck('CON-11', function* (seen): Iterable<Case> {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = listAskFor(seen, operation);
    if (!list) continue;
    const depth = nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full';
    // By socket: HTTP libraries drop the body of an answer to HEAD, and with it the evidence.
    const head: Ask = { ...list, method: 'HEAD', via: 'socket' };
    const closed = depth === 'full' ? 'standard' : depth;
    yield {
      operation: `HEAD ${operation.path}`,
      label: 'with a key',
      depth,
      asks: [head],
      judge: ({ answer }) =>
        answer.text === '' ? undefined : { want: 'no body', got: `${answer.text.length} characters` },
    };
    yield {
      operation: `HEAD ${operation.path}`,
      label: 'without a key',
      depth: closed,
      asks: [withoutKey(head)],
      judge: ({ answer: { status } }) =>
        status < 300 ? { want: '401 without a key, as for GET', got: String(status) } : undefined,
    };
    const options: Ask = { ...list, method: 'OPTIONS' };
    for (const [label, ask, at] of [
      ['with a key', options, depth],
      ['without a key', withoutKey(options), closed],
    ] as const) {
      yield {
        operation: `OPTIONS ${operation.path}`,
        label,
        depth: at,
        asks: [ask],
        judge: ({ answer }) =>
          answer.status < 300 && /"(items|totalCount)"\s*:/.test(answer.text)
            ? { want: 'no data', got: 'a list' }
            : undefined,
      };
    }
  }
});

function withoutKey(ask: Ask): Ask {
  const { [KEY_HEADER]: _, ...headers } = ask.headers;
  return { ...ask, headers };
}

const sampled = sampleServer();
const emptyHead = answering(sampled, (ask) => {
  if (ask.method === 'OPTIONS') return { status: 204, body: '' };
  if (ask.method !== 'HEAD') return undefined;
  return KEY_HEADER in ask.headers ? { body: '' } : { ...problem(401, 'Unauthorized'), body: '' };
});

/** The rejected server forgets the key on HEAD. */
export const samples: Samples = {
  passes: emptyHead,
  rejects: answering(emptyHead, ({ method }) => (method === 'HEAD' ? { body: '' } : undefined)),
};
