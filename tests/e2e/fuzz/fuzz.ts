/** What one seed showed. */
export interface Fuzzed {
  readonly cases: number;
  /** What must not happen, with the input that shows it. */
  readonly findings: readonly string[];
}

/** Tries the cases of a seed; stops at `until` (of `performance.now()`) at the latest. */
export type Fuzz = (seed: number, until: number) => Promise<Fuzzed>;
