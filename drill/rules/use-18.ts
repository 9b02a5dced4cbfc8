import type { ClientRun, RuleFinding } from './evidence.ts';
import { inClause, unusable } from './ending.ts';
import { judged, type Rule } from './rule.ts';
import { ran } from './sample.ts';

function judgeRun({ scenario, overdue, exitCode, output }: ClientRun, patience: number): RuleFinding[] {
  const { id, sentence, nature } = scenario;
  const stuck = nature === 'stuck';
  if (overdue) {
    const got = `it had not ended after ${patience} s`;
    const want = stuck ? 'an end without the response: a time-out of its own' : 'an end with a status other than 0';
    return [{ scenario: id, want, got, ...(stuck && { mild: true as const }) }];
  }
  if (stuck || exitCode !== 0) return [];
  const size = Buffer.byteLength(output.file ?? output.stdout);
  const got = `status 0, with a result of ${size} bytes`;
  return [{ scenario: id, want: `a status other than 0: ${inClause(sentence)}`, got }];
}

/** USE-18: the client reports failure, within a bound. */
export const use18: Rule = {
  id: 'USE-18',
  judge(all) {
    const why = unusable(all);
    if (why !== undefined) return { checked: 0, findings: [], reason: why };
    const tried = all.runs.filter(
      ({ scenario, shown }) => shown && (scenario.expects === 'failure' || scenario.nature === 'stuck'),
    );
    const findings = tried.flatMap((client) => judgeRun(client, all.patience));
    return judged(tried.length, findings, 'no scenario in which the API cannot be used was run, or met a request');
  },
  samples: {
    passes: ran('key-dead', { nature: 'rejected', expects: 'failure', exitCode: 1 }),
    rejects: {
      'status 0': ran('key-dead', { nature: 'rejected', expects: 'failure', exitCode: 0 }),
      'no end': ran('503-for-good', { nature: 'down', expects: 'failure', exitCode: null, overdue: true }),
      'no time-out of its own': ran('no-response', {
        nature: 'stuck',
        expects: 'same-result',
        exitCode: null,
        overdue: true,
      }),
    },
  },
};
