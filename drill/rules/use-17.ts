import type { ClientRun, Evidence, RuleFinding } from './evidence.ts';
import { ended, inClause, undisturbed, unusable } from './ending.ts';
import { judged, type Rule } from './rule.ts';
import { ran } from './sample.ts';

const NATURES = ['calm', 'data', 'paging', 'moving'];
/** JavaScript and many databases cannot hold such numbers; the rule names 2^31. */
const BEYOND = 'ids-beyond-53-bits';

/** Where the contract is sure of its `int32`, this scenario is not run. */
const BEYOND_31 = 'ids-beyond-31-bits';

/** A run that takes this many times as long as the undisturbed one hangs; one with so many requests is endless. */
const HANGS = 10;
const ENDLESS = 5;

function judgeRun(client: ClientRun, all: Evidence): RuleFinding[] {
  const { id, sentence, nature } = client.scenario;
  const mild = id === BEYOND ? { mild: true as const } : {};
  const int32 = all.contract.operations.some(({ item }) => item.properties?.['id']?.format === 'int32');
  const allowed = id === BEYOND_31 && int32 ? 'the int32 of the contract is only assumed' : 'the contract allows this';
  const want = `status 0, because ${allowed}: ${inClause(sentence)}`;
  if (client.overdue) {
    const usual = undisturbed(all);
    const endless = client.requests.length > ENDLESS * (usual?.requests.length ?? 0) + 20;
    const hangs = nature !== 'calm' && all.patience > HANGS * (usual?.seconds ?? 0);
    const got = `it had not ended after ${all.patience} s and ${client.requests.length} requests`;
    return endless || hangs ? [{ scenario: id, want, got, ...mild }] : [];
  }
  if (client.exitCode !== 0) return [{ scenario: id, want, got: ended(client), ...mild }];
  return client.damaged.map((one) => ({ scenario: id, ...one, ...mild }));
}

/** USE-17: data that the contract allows does not break the client. */
export const use17: Rule = {
  id: 'USE-17',
  judge(all) {
    const why = unusable(all);
    if (why !== undefined) return { checked: 0, findings: [], reason: why };
    const usual = undisturbed(all);
    const tried = all.runs.filter(
      (client) => client !== usual && NATURES.includes(client.scenario.nature) && client.requests.length > 0,
    );
    const findings = tried.flatMap((client) => judgeRun(client, all));
    return judged(tried.length, findings, 'no such scenario was run');
  },
  samples: {
    passes: ran('nulls', { nature: 'data' }),
    rejects: {
      crash: ran('nulls', { nature: 'data', exitCode: 1 }),
      'damaged value': ran('odd-text', { nature: 'data', damaged: [{ want: 'the text "Zürich"', got: 'ZÃ¼rich' }] }),
      hang: ran('nulls', { nature: 'data', exitCode: null, overdue: true }),
      'requests without an end': ran(
        'rows-100',
        { exitCode: null, overdue: true },
        ...Array.from({ length: 60 }, (_, i) => `GET /clients?page=${i}`),
      ),
    },
  },
};
