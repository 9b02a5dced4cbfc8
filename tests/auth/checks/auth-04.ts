import { listAsk } from '../../harness/asks.ts';
import { caseCheck, type Case } from '../../harness/check.ts';
import { KEY_HEADER, type Ask } from '../../harness/exchange.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { openOperations } from './operations.ts';
import { judgeRefusal } from './refusal.ts';

/** Other places in which servers have been seen to look for a key. */
const PLACES: readonly [place: string, change: (ask: Ask) => Ask][] = [
  [`query string, ${KEY_HEADER}`, (ask) => ({ ...ask, target: `${ask.target}?${KEY_HEADER}={{active}}` })],
  ['Authorization: Bearer', (ask) => withHeader(ask, 'authorization', 'Bearer {{active}}')],
  [`cookie ${KEY_HEADER}`, (ask) => withHeader(ask, 'cookie', `${KEY_HEADER}={{active}}`)],
  ['Authorization, raw', (ask) => withHeader(ask, 'authorization', '{{active}}')],
  ['query string, api_key', (ask) => ({ ...ask, target: `${ask.target}?api_key={{active}}` })],
  ['header x-api-key', (ask) => withHeader(ask, 'x-api-key', '{{active}}')],
  ['Authorization: ApiKey', (ask) => withHeader(ask, 'authorization', 'ApiKey {{active}}')],
];

/** AUTH-04: the key is taken from its header alone: not from the query string, a cookie, or `Authorization`. */
export const auth04 = caseCheck('AUTH-04', function* (seen): Iterable<Case> {
  for (const [nth, operation] of openOperations(seen).entries()) {
    for (const [i, [place, change]] of PLACES.entries()) {
      yield {
        operation: operation.id,
        label: place,
        depth: nth === 0 && i < 3 ? 'quick' : nth === 0 || i < 3 ? 'standard' : 'full',
        asks: [change(listAsk(operation, {}, { key: null }))],
        judge: (exchange) => {
          const broken = judgeRefusal(exchange);
          return broken && { ...broken, want: `${broken.want} for a key in the ${place}` };
        },
      };
    }
  }
});

function withHeader(ask: Ask, name: string, value: string): Ask {
  return { ...ask, headers: { ...ask.headers, [name]: value } };
}

/** The rejected server takes the key from the query string as well. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    ask.target.includes(KEY_HEADER)
      ? withHeader({ ...ask, target: ask.target.split('?')[0] ?? '' }, KEY_HEADER, '{{active}}')
      : ask,
  ),
};
