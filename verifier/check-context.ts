import type { Contract } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';
import type { Recorder } from './recorder.ts';

export type Depth = 'quick' | 'standard' | 'full';
export const DEPTHS: readonly Depth[] = ['quick', 'standard', 'full'];

/** What is known about the target without asking it. */
export interface TargetFacts {
  baseUrl: string;
  embedded: boolean;
  /** Whether nobody else uses the provider's quota: what is short of the limit is then the target's doing. */
  quiet?: boolean;
  limit: number;
  windowSeconds: number;
  /** Names of the keys that can be sent. */
  keys: ReadonlySet<string>;
}

/** All that a check may look at: the contract, the target's facts and the evidence so far. No fetch, no clock. */
export interface CheckContext {
  contract: Contract;
  target: TargetFacts;
  recorder: Recorder;
  depth: Depth;
  seed: number;
}

/** Questions that a check would have answered, in this order and together: one alone is no evidence. */
export interface RequestGroup {
  requests: readonly RequestSpec[];
  /** The least depth at which they are asked; see gather.ts for how `standard` samples those of `full`. */
  depth: Depth;
  /** What the want is about, the same in every run: decides on which nights it is sampled. */
  label: string;
  /** Follows from a response that was not as predicted: asked before anything else, and from requests kept for it. */
  urgent?: boolean;
}
