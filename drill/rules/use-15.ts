import type { ClientRun, RuleFinding } from './evidence.ts';
import { bySame, statusOf, type SentRequest } from './requests.ts';
import { knew } from './knew.ts';
import { about, judged, type Rule } from './rule.ts';
import { ran, times } from './sample.ts';

const SAYS_NO = [400, 404, 405];
const isRejected = (request: SentRequest) => SAYS_NO.includes(statusOf(request) ?? 0);

const unchanged = (client: ClientRun): RuleFinding[] =>
  bySame(client.requests).flatMap((same) => {
    const said = same.find(isRejected);
    const again = said ? same.filter((one) => knew(client, said, one)) : [];
    const [first] = again;
    if (!said || !first) return [];
    const want = `not the same request again after a ${String(statusOf(said))}`;
    return [about(client, first, want, `it came ${again.length} times again`)];
  });

/** USE-15: a request that was rejected for its content is not sent again unchanged. */
export const use15: Rule = {
  id: 'USE-15',
  judge({ runs }) {
    const met = runs.flatMap(({ requests }) => requests.filter(isRejected));
    return judged(met.length, runs.flatMap(unchanged), 'no request met a 400, 404 or 405');
  },
  samples: {
    passes: ran(
      'bad-request',
      { nature: 'rejected', expects: 'failure' },
      { text: 'GET /clients?page=1', status: 400 },
      { text: 'GET /clients', status: 400 },
    ),
    rejects: {
      unchanged: ran(
        'bad-request',
        { nature: 'rejected', expects: 'failure' },
        ...times(2, { text: 'GET /clients', status: 400, after: 2000 }),
      ),
    },
  },
};
