import type { RunRecord } from '../spec/generated/run-record.ts';

export type {
  ClauseRecord,
  Drift,
  ExchangeRecord,
  Finding,
  Grade,
  LimiterRecord,
  ObservedField,
  RunRecord,
} from '../spec/generated/run-record.ts';

/** The part of a run record that belongs to no clause. */
export interface RunFacts extends Omit<RunRecord, 'schemaVersion' | 'finishedAt' | 'totals' | 'clauses' | 'errors'> {
  /** Why the run was given up, if it was: an error of the run, not a finding. */
  trouble?: string;
}
