/** Who can act on a finding. */
export type Move = 'server' | 'contract' | 'configuration' | 'network' | 'suite';

/** The part of the API that a cause concerns. */
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
  /** The rule that found it. */
  readonly id: string;
  readonly area: Area;
  /** The likely defect in words, and where. */
  readonly headline: string;
  readonly whose: Move;
  /** The next step, in one sentence. */
  readonly next: string;
  /** Clauses that it breaks, the most telling first. */
  readonly clauses: readonly string[];
  readonly operations: readonly string[];
  /** Whether a clause fails because of it; otherwise it only warns. */
  readonly fails: boolean;
}

/** Whose move it is, in words. */
export const WHOSE: Readonly<Record<Move, string>> = {
  server: "the server's team",
  contract: "the contract's owner",
  configuration: 'the people who configure the run',
  network: 'the people who run the network',
  suite: 'nobody yet: inconclusive',
};
