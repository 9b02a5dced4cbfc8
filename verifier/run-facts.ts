import type { RunRecord } from '../spec/generated/run-record.ts';
import { knowledgeOf, knownShare } from '../spec/learn/knowledge.ts';
import { INTERRUPTED } from './clock.ts';
import { requestCounts, windowsPassed } from './counts.ts';
import { evidenceOf } from './drift/evidence.ts';
import { driftOf, observedFields } from './drift/drift.ts';
import { fieldCoverage, movedLists } from './field-coverage.ts';
import type { Run } from './run.ts';

/** The part of the run record that belongs to no clause. */
export type RunFacts = Omit<RunRecord, 'schemaVersion' | 'finishedAt' | 'totals' | 'clauses' | 'errors'>;

/** The facts of a run: its plan and target, its cost, and further facts from the evidence. */
export function runFacts({ plan: { suites: _, ...plan }, state, context, client, catalogue }: Run): RunFacts {
  const { baseUrl, embedded, limit, windowSeconds } = context.target;
  const exchanges = context.recorder.all();
  const moved = movedLists(context);
  const known = knowledgeOf(context.contract);
  return {
    ...plan,
    target: { baseUrl, embedded, limit, windowSeconds },
    requests: {
      ...requestCounts(exchanges),
      unplanned429: client.unplanned429,
      windows: windowsPassed(exchanges, windowSeconds * 1000),
    },
    ...catalogue.facts(context),
    ...(state.plan === undefined ? {} : { plan: { ...state.plan } }),
    drift: driftOf(context),
    members: observedFields(context),
    evidence: evidenceOf(context),
    knowledge: { share: knownShare(known), items: known },
    ...(exchanges.some(({ response }) => response?.status === 200) ? { fieldCoverage: fieldCoverage(context) } : {}),
    ...(moved.length > 0 ? { movedLists: moved } : {}),
  };
}

/** Why a run ended early, if it did: an error of the run, not a finding. */
export function trouble({ client, state }: Run): string | undefined {
  return client.down ?? (state.stopped === INTERRUPTED ? 'the run was stopped before its end' : undefined);
}
