import type { ClientRun } from '../../drill/rules/evidence.ts';
import { RULES } from '../../drill/rules/index.ts';
import { showPool } from '../../drill/rules/knew.ts';
import { UNDISTURBED } from '../../drill/rules/nature.ts';
import { bySame, statusOf } from '../../drill/rules/requests.ts';
import { clientRules, type RuleId, type RuleLevel } from '../../spec/client-rules.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Noted } from '../journal/entry.ts';
import { sentRequest } from './sent-request.ts';

/** One way in which the client that uses this mock broke a rule of spec/client-rules.yaml. */
export interface ClientFinding {
  readonly rule: RuleId;
  /** A broken `must` loses data, leaks a key or hides a failure; a broken `should` wastes the quota. */
  readonly level: RuleLevel;
  /** The rule in words. */
  readonly sentence: string;
  readonly expected: string;
  readonly actual: string;
  /** The request that shows it: `GET /clients?page=2`; its id in the journal. */
  readonly request: string;
  readonly requestId: number;
}

/** Rules that look at one list as a whole: they say nothing while it is still being read. */
const WHOLE_READS: readonly RuleId[] = ['USE-06', 'USE-07'];
/** What comes of a run (USE-16 to 19) only `mitp drill` can see; a mock may be limited on purpose (USE-11). */
const UNSEEN: readonly RuleId[] = ['USE-11'];

/** Requests of each provider: one client's wait is not another's. */
function byProvider(noted: readonly Noted[]): Noted[][] {
  const groups = new Map<string, Noted[]>();
  for (const entry of noted) {
    const provider = entry.key.providerId ?? '';
    groups.set(provider, [...(groups.get(provider) ?? []), entry]);
  }
  return [...groups.values()];
}

function runOf(noted: readonly Noted[]): ClientRun {
  return {
    scenario: { id: UNDISTURBED, expects: 'success', nature: 'calm', sentence: '' },
    queues: true,
    requests: noted.map(sentRequest).sort((a, b) => a.at - b.at || a.n - b.n),
    ...{ exitCode: 0, signal: null, overdue: false, seconds: 0, output: { stdout: '', stderr: '', file: null } },
    ...{ leaks: [], shown: true, difference: null, damaged: [] },
  };
}

/**
 * Whether a client may have given up after a request, because that or a later one was never served. Its lists then end where they
 * ended, and only the drill sees whether it said so.
 */
function mayHaveGivenUp(runs: readonly ClientRun[], n: number): boolean {
  const requests = runs.find((run) => run.requests.some((one) => one.n === n))?.requests ?? [];
  const since = requests.find((one) => one.n === n)?.at ?? 0;
  const last = bySame(requests).flatMap((same) => same.at(-1) ?? []);
  return last.some((one) => one.endedAt >= since && statusOf(one) !== 200);
}

/**
 * What the client that sent these requests does wrong, by the rules that requests alone can show, in the order of the rules.
 *
 * @param noted in the order in which they came
 * @param whole whether lists that were begun count as read: at the end of a test, not while requests still come
 */
export function clientFindings(noted: readonly Noted[], contract: Contract, whole: boolean): ClientFinding[] {
  const seen = byProvider(noted).map(runOf);
  // All requests come from one test: what some of them show of its client's connections is true of the others.
  const runs = showPool(seen) ? seen.map((run): ClientRun => ({ ...run, pools: true })) : seen;
  const evidence = { contract, runs, patience: 0, incomparable: null };
  return clientRules()
    .filter(({ id, judgedBy }) => judgedBy === 'requests' && !UNSEEN.includes(id))
    .filter(({ id }) => whole || !WHOLE_READS.includes(id))
    .flatMap(({ id, level, sentence }) => {
      const all = RULES.find((rule) => rule.id === id)?.judge(evidence).findings ?? [];
      const findings = WHOLE_READS.includes(id) ? all.filter(({ n = 0 }) => !mayHaveGivenUp(runs, n)) : all;
      return findings.map(({ want, got, request = '', n = 0 }) => ({
        ...{ rule: id, level, sentence, expected: want, actual: got, request, requestId: n },
      }));
    });
}
