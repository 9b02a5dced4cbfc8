import type { Changes } from './changes/changes.ts';
import type { Level } from '../spec/clauses.ts';

/** What a run says of one clause. */
export type Grade = 'pass' | 'warn' | 'fail' | 'not-run';

/** One way in which the target broke a clause, readable without the source. */
export interface Finding {
  /** Operation of the contract, or what else was judged (`portal`, `any path`). */
  operation: string;
  want: string;
  got: string;
  /** JSON pointer into the answer's body. */
  pointer?: string;
  /** Shell command that repeats it; keys are named by their environment variable. */
  reproduce?: string;
  /** Number of the exchange, as in `RunRecord.exchanges`. */
  exchange?: number;
  /** The row of the answer that the pointer is about, as indented JSON. */
  excerpt?: string;
  /** Set where known-findings.yaml agrees to it. */
  known?: { reason: string; until: string };
}

/** One clause of the contract and what became of it. */
export interface ClauseRecord {
  id: string;
  level: Level;
  verdict: Grade;
  /** Why it was not run. */
  reason?: string;
  /** How many things were tried. */
  checked: number;
  findings: Finding[];
  notes: string[];
  extra?: Record<string, unknown>;
}

/** A request and its answer as a reader is shown them: key values by name, long bodies cut. */
export interface ExchangeRecord {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  status?: number;
  /** What kept the answer away, where none came. */
  error?: string;
  headers: Record<string, string>;
  body: string;
  /** Whether `body` is only the beginning. */
  cut: boolean;
  /** Milliseconds from sending to the last byte. */
  took: number;
}

/**
 * Something the target does that the contract does not say, with a patch for the contract: `new member` (CON-05), `new
 * value` (CON-06), `never seen` (CON-07; `count` is then of rows without it).
 */
export interface Drift {
  kind: string;
  operation: string;
  pointer: string;
  example: unknown;
  count: number;
  patch?: unknown;
}

/** What the burst saw of the limiter, in the order the answers came. */
export interface LimiterRecord {
  algorithm: string;
  confidence?: number | string;
  /** Why it is no surer than that. */
  why?: string;
  /** `t` in seconds from the first request of the timeline. */
  timeline: { t: number; status: number; key: string }[];
}

/** Facts of a run that its suites tell beside the clauses. */
export interface RunFacts {
  id: string;
  startedAt: string;
  seed: number;
  depth: string;
  strict: boolean;
  /** `version` is what was deployed there, where somebody says so (MITP_TARGET_VERSION). */
  target: { baseUrl: string; embedded: boolean; limit: number; windowSeconds: number; version?: string };
  requests: {
    sent: number;
    served: number;
    refused401: number;
    limited429: number;
    unplanned429: number;
    windows: number;
  };
  limiter?: LimiterRecord;
  /** How soon a revoked or deleted key was rejected: milliseconds after the act. */
  rejection?: { act: string; ms: number }[];
  drift?: Drift[];
  /** What the rows have shown of each member: how often it was there and null, and how its values were written. */
  members?: ObservedField[];
  coverage?: { operation: string; clause: string; checked: number }[];
  /** Why the run was given up, where it was: an error of the run, not a finding. */
  trouble?: string;
  /** `atLeast` is what the limiter protocol alone costs, where the limit was measured. */
  plan?: {
    readonly atLeast?: { readonly requests: number; readonly windows: number };
    readonly [key: string]: unknown;
  };
}

/** One member of a list's rows; `rows` counts those in which it could have been. */
export interface ObservedField {
  operation: string;
  pointer: string;
  rows: number;
  present: number;
  nulls: number;
  formats: { format: string; count: number; example: unknown }[];
}

/** The run record, `run.json`: described by `spec/run-record.schema.json`; every other format is made from it. */
export interface RunRecord extends RunFacts {
  schemaVersion: 1;
  finishedAt: string;
  /** What judged, with its version. */
  tool?: { name: string; version: string };
  totals: { pass: number; warn: number; fail: number; notRun: number };
  clauses: ClauseRecord[];
  /** What went wrong with the run itself: it was interrupted, a check crashed, asking had to stop. */
  errors: string[];
  /** Agreements of known-findings.yaml that no longer hold: each fails the run. */
  agreementProblems?: string[];
  /** The contract that was judged by, and the line on which each operation stands in it. */
  contract?: { file: string; version: string; digest: string; lines: Record<string, number> };
  /** What changed against the comparable runs before. */
  changes?: Changes;
  /** Exchanges that findings point to, by number. */
  exchanges?: Record<string, ExchangeRecord>;
}
