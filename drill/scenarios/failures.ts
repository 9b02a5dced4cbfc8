import {
  always,
  failing,
  failingPage,
  from,
  htmlPage,
  problem,
  UNAVAILABLE,
  type Disturbance,
} from '../disturbance.ts';
import type { Nature } from '../rules/nature.ts';
import { middle, type Scenario, type Usual } from './scenario.ts';

const failure = (
  id: string,
  sentence: string,
  nature: Nature,
  disturb: (usual: Usual) => Disturbance,
  more: Partial<Scenario> = {},
): Scenario => ({ id, sentence, expects: 'failure', nature, disturb, ...more });

const needsTwo: Pick<Scenario, 'unfit'> = {
  unfit: ({ requests }) => (requests < 2 ? 'the client needs a single request: there is no middle' : undefined),
};

const BROKEN = problem(500, 'Internal Server Error', 'An error occurred while processing your request.');

/** The API cannot be used, and the client has to say so. */
export const failures: readonly Scenario[] = [
  failure('503-for-good', 'Every request meets a 503.', 'down', () => always(UNAVAILABLE), { weight: 45 }),
  failure(
    'last-500-for-good',
    'The last request meets a 500 each time it is sent; all others are served.',
    'down',
    (usual) => failing(usual.requests, Infinity, BROKEN),
    { ...needsTwo, weight: 45 },
  ),
  failure(
    'later-page-500-for-good',
    'A later page of a list meets a 500 each time it is sent; all others are served.',
    'down',
    ({ laterPages }) => failingPage(laterPages, BROKEN),
    {
      unfit: ({ laterPages }) => (laterPages === 0 ? 'the client reads no page after the first' : undefined),
      weight: 45,
    },
  ),
  failure(
    '500-from-the-middle',
    'The second half of the requests meets a 500 each time.',
    'down',
    (usual) => from(middle(usual), BROKEN),
    { ...needsTwo, weight: 45 },
  ),
  failure('html-with-200', 'Every response is a page of HTML with status 200.', 'rejected', () =>
    always(htmlPage(200, 'Sign in')),
  ),
  failure(
    'html-with-502',
    'Every response is the 502 page of a gateway.',
    'down',
    () => always(htmlPage(502, '502 Bad Gateway')),
    {
      weight: 45,
    },
  ),
  failure('key-dead', 'The key was revoked before the client started.', 'rejected', () => always({ do: 'revoke' })),
  failure(
    'key-revoked-midway',
    'The key is revoked after the first response.',
    'rejected',
    () => from(2, { do: 'revoke' }),
    needsTwo,
  ),
  failure('bad-request', 'Every request is rejected with 400.', 'rejected', () =>
    always(problem(400, 'Bad Request', 'Correct the parameters that are named in errors.')),
  ),
  failure('not-found', 'Every request is rejected with 404.', 'rejected', () =>
    always(problem(404, 'Not Found', 'Nothing is at this address.')),
  ),
  {
    id: 'down',
    sentence: 'Nothing listens at the address.',
    expects: 'failure',
    nature: 'down',
    weight: 30,
    closed: true,
  },
  failure(
    'down-midway',
    'Nothing listens at the address after the first response.',
    'down',
    () => from(2, { do: 'go down' }),
    { ...needsTwo, weight: 30 },
  ),
];
