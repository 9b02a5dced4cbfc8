import { everyAnswerCheck } from '../../harness/check.ts';
import { header } from '../../harness/exchange.ts';
import { listAsk } from '../../harness/asks.ts';
import { broken, problem, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** AUTH-07: a 401 carries `WWW-Authenticate` (RFC 9110, 15.5.2). */
export const auth07 = everyAnswerCheck(
  'AUTH-07',
  ({ answer }) => {
    if (answer.status !== 401) return undefined;
    return header(answer, 'www-authenticate') === undefined
      ? [{ want: '401 with WWW-Authenticate', got: '401 without it' }]
      : [];
  },
  'nothing was refused with 401',
  function* ({ contract }) {
    const [operation] = contract.operations;
    if (operation) yield { asks: [listAsk(operation, {}, { key: null })], depth: 'quick', label: 'no key' };
  },
);

export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), ({ status }) => (status === 401 ? problem(401, 'Unauthorized') : undefined)),
};
