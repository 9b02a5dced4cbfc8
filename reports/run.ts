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

/** What a run says of itself beside its clauses. */
export interface RunFacts extends Omit<RunRecord, 'schemaVersion' | 'finishedAt' | 'totals' | 'clauses' | 'errors'> {
  /** Why the run was given up, where it was: an error of the run, not a finding. */
  trouble?: string;
}
