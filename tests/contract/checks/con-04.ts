import { ENVELOPE_MEMBERS } from '../../../spec/operations.ts';
import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { json, type Answer } from '../../harness/exchange.ts';
import { seenList, listAskFor } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** A page that no list reaches: its result is empty everywhere. */
export const FAR = 1_000_000;

/** CON-04: the envelope is page, pageSize, totalCount, items, an empty result included. */
export const con04 = caseCheck('CON-04', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const plain = listAskFor(seen, operation);
    const empty = seenList(seen, operation) && listAskFor(seen, operation, { page: FAR, pageSize: 100 });
    for (const ask of [plain, empty]) {
      if (!ask) continue;
      const depth = ask === plain ? 'quick' : 'standard';
      yield { operation: operation.id, depth, asks: [ask], judge: ({ answer }) => judgeEnvelope(answer) };
    }
  }
});

function judgeEnvelope(answer: Answer) {
  if (answer.status === 204) return { want: 'the envelope with items: []', got: '204 without a body' };
  if (answer.status !== 200) return { note: `answered ${answer.status}: no envelope to judge` };
  const body = json(answer);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return {
      want: 'an object with page, pageSize, totalCount, items',
      got: answer.text.slice(0, 60) || 'an empty body',
    };
  }
  const missing = ENVELOPE_MEMBERS.filter((name) => !(name in body));
  if (missing.length > 0) return { want: ENVELOPE_MEMBERS.join(', '), got: `no ${missing.join(', ')}` };
  const { items } = body as { items: unknown };
  if (!Array.isArray(items))
    return { want: 'items as a list', got: `items: ${JSON.stringify(items)}`, pointer: '/items' };
  return undefined;
}

export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer) => {
    const body = bodyOf(answer);
    return body.items.length === 0 ? { body: { ...body, items: null } } : undefined;
  }),
};
