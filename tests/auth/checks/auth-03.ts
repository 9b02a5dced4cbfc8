import { listAsk } from '../../harness/asks.ts';
import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { KEY_HEADER } from '../../harness/exchange.ts';

/** AUTH-03: a valid key in the header authorises every operation; the header's name is case-insensitive. */
export const auth03 = caseCheck('AUTH-03', function* (seen: Seen): Iterable<Case> {
  const [first] = seen.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const odd = first && listAsk(first, {}, { key: null, headers: { 'MITP-Api-Key': '{{active}}' } });
  if (first && odd) {
    yield {
      operation: first.id,
      depth: 'quick',
      asks: [odd],
      judge: ({ answer }) => served(answer.status, 'MITP-Api-Key'),
    };
  }
  for (const operation of seen.contract.operations) {
    const ask = listAskFor(seen, operation);
    if (!ask) continue;
    const judge: Case['judge'] = ({ answer }) => served(answer.status, 'mitp-api-key');
    yield { operation: operation.id, depth: 'quick', asks: [ask], judge };
  }
});

function served(status: number, name: string) {
  const refused = status === 401 || status === 403;
  return refused ? { want: `a valid key in the header ${name} accepted`, got: String(status) } : undefined;
}

const sampled = sampleServer();

/** The rejected server knows its header in lower case alone. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) => (KEY_HEADER in ask.headers ? sampled(ask) : problem(401, 'Unauthorized')),
};
