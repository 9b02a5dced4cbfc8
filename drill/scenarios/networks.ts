import { failing, UNAVAILABLE, type Disturbance } from '../disturbance.ts';
import { middle, type Scenario, type Usual } from './scenario.ts';

const network = (id: string, sentence: string, weight: number, disturb: (usual: Usual) => Disturbance): Scenario => ({
  ...{ id, sentence, weight, disturb },
  expects: 'same-result',
  nature: 'network',
});

/** Late responses: three, so that a client with many requests still ends soon. */
const LATE = 3;
const LATE_MS = 2000;

/** The network fails for a while; a client that retries gets everything. */
export const networks: readonly Scenario[] = [
  network('one-503', 'One request meets a 503.', 1, (usual) => failing(middle(usual), 1, UNAVAILABLE)),
  network('three-503', 'One request meets a 503 three times in a row.', 8, (usual) =>
    failing(middle(usual), 3, UNAVAILABLE),
  ),
  network('one-reset', 'One connection is reset before anything is said.', 1, (usual) =>
    failing(middle(usual), 1, { do: 'reset' }),
  ),
  network('one-cut-off', 'One connection ends in the middle of the body.', 1, (usual) =>
    failing(middle(usual), 1, { do: 'cut' }),
  ),
  network('slow', 'Three responses take two seconds each.', 6, () => {
    return ({ n }) => (n <= LATE ? { do: 'delay', ms: LATE_MS } : undefined);
  }),
  {
    ...network('no-response', 'One response never comes.', 50, (usual) => failing(middle(usual), 1, { do: 'hang' })),
    nature: 'stuck',
  },
];
