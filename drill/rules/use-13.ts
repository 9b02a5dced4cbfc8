import { statusOf, type SentRequest } from './requests.ts';
import { knew } from './knew.ts';
import { about, judged, type Rule } from './rule.ts';
import { evidence, ran, run, times } from './sample.ts';

const MOST_AGAIN = 2;

/** USE-13: a rejected key is sent at most twice more. */
export const use13: Rule = {
  id: 'USE-13',
  judge({ runs }) {
    const met = runs.flatMap((client) => {
      const first = client.requests.find((request) => statusOf(request) === 401 && request.key.header !== 'none');
      return first ? [{ client, first }] : [];
    });
    const findings = met.flatMap(({ client, first }) => {
      // A key that is served is another one, or was sent in another form.
      const isRejected = (request: SentRequest) => request.key.header === 'rejected' || statusOf(request) === 401;
      const again = client.requests.filter(
        (request) => request.key.header !== 'none' && isRejected(request) && knew(client, first, request),
      );
      const third = again[MOST_AGAIN];
      if (!third) return [];
      const want = `the key at most ${MOST_AGAIN} times again after a 401`;
      return [about(client, third, want, `${again.length} more requests with it`)];
    });
    return judged(met.length, findings, 'no request met a 401');
  },
  samples: {
    passes: evidence(
      run(
        'key-dead',
        { nature: 'rejected', expects: 'failure' },
        ...times(3, { text: 'GET /clients', status: 401, rejected: true }),
      ),
      // Another key, after the first was rejected.
      run(
        'undisturbed',
        {},
        { text: 'GET /clients', status: 401, rejected: true },
        ...['GET /clients', 'GET /users', 'GET /reviews', 'GET /findings'],
      ),
    ),
    rejects: {
      'a third time': ran(
        'key-dead',
        { nature: 'rejected', expects: 'failure' },
        ...times(4, { text: 'GET /clients', status: 401, rejected: true }),
      ),
    },
  },
};
