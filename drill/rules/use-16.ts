import type { ClientRun, Evidence, RuleFinding } from './evidence.ts';
import { failedOnTheWay, sameAs, statusOf, type SentRequest } from './requests.ts';
import { ended, unusable } from './ending.ts';
import { about, judged, type Rule } from './rule.ts';
import { evidence, incomparableEvidence, ran, run } from './sample.ts';

/** Scenarios in which a client may give up, if it reports that: no response said how long to wait, or the failure lasted. */
const MAY_GIVE_UP = ['three-503', 'limit-without-retry-after', 'no-response'];

/** Requests that were disturbed and never served: if the client ends with 0, their rows are lost. */
function lost({ requests }: ClientRun): SentRequest[] {
  const served = new Set(requests.filter((request) => statusOf(request) === 200).map(sameAs));
  const disturbed = requests.filter((request) => failedOnTheWay(request) || statusOf(request) === 429);
  return disturbed.filter((request) => !served.has(sameAs(request)));
}

function judgeRun(client: ClientRun, { incomparable, patience }: Evidence): RuleFinding[] {
  const scenario = client.scenario.id;
  const want = 'the result of an undisturbed run';
  if (client.overdue || client.exitCode !== 0) {
    if (MAY_GIVE_UP.includes(scenario)) return [];
    const late = `it had not ended after ${patience} s`;
    return [{ scenario, want, got: client.overdue ? late : `it gave up and said so: ${ended(client)}`, mild: true }];
  }
  if (incomparable === null && !client.cutOff) {
    return client.difference === null ? [] : [{ scenario, want, got: `status 0 and ${client.difference}` }];
  }
  const [first] = lost(client);
  return first ? [about(client, first, want, 'status 0, although this request was never served')] : [];
}

/** USE-16: where only the network is disturbed for a while, the result is the undisturbed one. */
export const use16: Rule = {
  id: 'USE-16',
  judge(all) {
    const why = unusable(all);
    if (why !== undefined) return { checked: 0, findings: [], reason: why };
    const tried = all.runs.filter(({ scenario, shown }) => scenario.expects === 'same-result' && shown);
    const findings = tried.flatMap((client) => judgeRun(client, all));
    return judged(tried.length, findings, 'no scenario that disturbs the network was run, or met a request');
  },
  samples: {
    passes: evidence(
      run('one-503', { nature: 'network', expects: 'same-result' }),
      run('three-503', { nature: 'network', expects: 'same-result', exitCode: 1 }),
      run('slow', { nature: 'network', expects: 'same-result', cutOff: true, difference: 'no JSON' }),
    ),
    rejects: {
      'another result': ran('one-503', { nature: 'network', expects: 'same-result', difference: '30 rows missing' }),
      'gave up': ran('one-503', { nature: 'network', expects: 'same-result', exitCode: 1 }),
      'did not end': ran('one-reset', { nature: 'network', expects: 'same-result', exitCode: null, overdue: true }),
      'a request that was never served': incomparableEvidence(
        'the client prints nothing',
        run('one-503', { nature: 'network', expects: 'same-result' }, 'GET /clients', {
          text: 'GET /clients?page=2',
          status: 503,
        }),
      ),
    },
  },
};
