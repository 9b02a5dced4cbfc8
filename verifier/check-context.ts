import type { Contract } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';
import type { Recorder } from './recorder.ts';

export type Depth = 'quick' | 'standard' | 'full';
export const DEPTHS: readonly Depth[] = ['quick', 'standard', 'full'];

/** What is known about the target before the first request. */
export interface TargetFacts {
  baseUrl: string;
  embedded: boolean;
  /** Whether nobody else uses the provider's quota. If so, the target is to blame for any request missing from it. */
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

/** Requests that a check needs, in this order. They are evidence only together. */
export interface RequestGroup {
  requests: readonly RequestSpec[];
  /** The least depth at which they are sent. `standard` also samples those of `full` (see gather.ts). */
  depth: Depth;
  /** What the group is about, the same in every run. It decides on which nights `standard` samples the group. */
  label: string;
  /** Follows from an unexpected response: sent before anything else, from requests reserved for it. */
  urgent?: boolean;
  /** Others build on its responses: sent before all else but what is urgent. */
  foundation?: boolean;
  /** A quick run sends it, too, where it has requests left. */
  spare?: boolean;
}
