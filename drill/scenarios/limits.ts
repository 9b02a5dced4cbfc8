import { limited, type RetryAfter } from '../disturbance.ts';
import { middle, type Scenario, type Usual } from './scenario.ts';

const limit = (
  id: string,
  sentence: string,
  at: (usual: Usual) => readonly number[],
  seconds = 2,
  retryAfter: RetryAfter = 'seconds',
): Scenario => ({
  id,
  sentence,
  expects: 'same-result',
  nature: 'limit',
  weight: retryAfter === 'none' ? 60 : seconds,
  disturb: (usual) => limited(at(usual), seconds, retryAfter),
});

/** Other keys of the IT provider have used up the shared quota. Windows are short: two seconds, not sixty. */
export const limits: readonly Scenario[] = [
  limit('limit-at-start', 'The first request meets a 429 with Retry-After: 2.', () => [1]),
  limit('limit-in-the-middle', 'A 429 comes half-way.', (usual) => [middle(usual)]),
  limit('limit-twice', 'A 429 comes half-way, and another for the next request after the wait.', (usual) => [
    middle(usual),
    middle(usual),
  ]),
  limit('limit-without-retry-after', 'A 429 does not say how long to wait.', (usual) => [middle(usual)], 1, 'none'),
  limit('limit-with-date', 'A 429 says until when to wait, as an HTTP date.', (usual) => [middle(usual)], 4, 'date'),
];
