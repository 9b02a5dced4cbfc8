import { judged, type Rule } from './rule.ts';
import { ran } from './sample.ts';

/** USE-19: the key is in nothing that the client prints, neither plain nor encoded. */
export const use19: Rule = {
  id: 'USE-19',
  judge({ runs }) {
    const tried = runs.filter(({ requests }) => requests.some(({ key }) => key.header !== 'none'));
    const findings = runs.flatMap(({ scenario, leaks }) =>
      leaks.map(({ place, line }) => ({ scenario: scenario.id, want: `no key in ${place}`, got: `the key: ${line}` })),
    );
    return judged(tried.length + findings.length, findings, 'no request carried the key');
  },
  samples: {
    passes: ran('undisturbed'),
    rejects: {
      printed: ran('key-dead', { leaks: [{ place: 'stderr', line: '{"mitp-api-key": "<key>"}' }] }),
    },
  },
};
