import type { ClauseId } from '../spec/clauses.ts';
import type { ClauseRecord } from '../spec/generated/run-record.ts';
import type { Contract } from '../spec/contract.ts';
import type { Depth } from '../verifier/check-context.ts';
import type { TargetConfig } from '../verifier/config.ts';
import { judge } from '../verifier/judge.ts';
import { SUITES, type Suite } from '../verifier/suites.ts';
import { CATALOGUE } from './catalogue.ts';

export interface JudgeTargetOptions {
  suites?: readonly Suite[];
  /** Judges only these clauses, and sends only what they need. */
  clauses?: readonly ClauseId[];
  depth?: Depth;
  seed?: number;
  strict?: boolean;
  /** The contract to judge by; the package's own unless set. */
  contract?: Contract;
}

/**
 * Judges a target by the clauses of some suites: for `mitp prove` and for tests. Errors of the run itself are thrown.
 * @returns the record of each clause judged, in catalogue order
 */
export async function judgeTarget(config: TargetConfig, options: JudgeTargetOptions = {}): Promise<ClauseRecord[]> {
  const { suites = ['contract'], clauses, strict = true } = options;
  const judged: ClauseRecord[] = [];
  const { clauses: all } = await judge(config, {
    ...CATALOGUE,
    ...options,
    ...{ suites, strict },
    onClause: (clause) => judged.push(clause),
  });
  const inOrder = SUITES.flatMap((suite) => CATALOGUE.checks[suite].map(({ clause }) => clause));
  const chosen = new Set(judged.map(({ id }) => id).filter((id) => clauses?.some((one) => one === id) ?? true));
  return inOrder.flatMap((id) => (chosen.has(id) ? all.filter((clause) => clause.id === id) : []));
}
