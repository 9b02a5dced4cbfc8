/** Who can do something about a finding. */
export type Move = 'server' | 'contract' | 'configuration' | 'network' | 'suite';

/** The part of the API that a cause is in. */
export type Area =
  | 'filtering'
  | 'sorting'
  | 'paging'
  | 'input'
  | 'schema'
  | 'relations'
  | 'http'
  | 'auth'
  | 'keys'
  | 'portal'
  | 'limit'
  | 'exposure'
  | 'docs';

/** Broken clauses that have one likely cause. */
export interface Cause {
  /** Which rule found it. */
  readonly id: string;
  readonly area: Area;
  /** The likely defect in words, and where. */
  readonly headline: string;
  readonly whose: Move;
  /** The next step, in one sentence. */
  readonly next: string;
  /** Clauses that it breaks, those that show it best first. */
  readonly clauses: readonly string[];
  readonly operations: readonly string[];
  /** Whether a clause fails for it; else it only warns. */
  readonly fails: boolean;
}

/** Whose move it is, for people. */
export const WHOSE: Readonly<Record<Move, string>> = {
  server: "the server's team",
  contract: "the contract's owner",
  configuration: 'whoever configures the run',
  network: 'whoever runs the network',
  suite: 'nobody yet: inconclusive',
};
