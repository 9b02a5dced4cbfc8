import type { Depth } from '../../verifier/check-context.ts';
import type { RequestSpec, Exchange } from '../../verifier/exchange.ts';
import type { Kind } from './kinds.ts';
import type { Recorder } from '../../verifier/recorder.ts';

/**
 * What the protocol needs of a target: so little that a simulated server with a virtual clock can replace the real one
 * (tests/unit/ratelimit) and run thousands of windows in a second.
 */
export interface LimitTarget {
  readonly limit: number;
  readonly windowMs: number;
  readonly depth: Depth;
  /** Whether waiting takes no real time, because the target's clock is moved. */
  readonly movable: boolean;
  readonly recorder: Recorder;
  now(): number;
  /** Lets time pass; `why` is shown to the user. */
  sleep(ms: number, why: string): Promise<void>;
  /** Served requests that the run's depth still allows. */
  mayServe(): number;
  /** Milliseconds until the windows that the run's depth allows are over. */
  msLeft(): number;
  /**
   * Sends all of them without pause over so many connections, and records each under the scenario's name. Ends after a window at
   * the latest: requests that were not sent by then are not sent, those without a response are lost.
   */
  burst(scenario: string, requests: readonly RequestSpec[], connections: number): Promise<void>;
  /** Sends one request, now, whatever quota is left. */
  one(scenario: string, request: RequestSpec): Promise<Exchange>;
  /** Requests for a burst that other suites still need, those first that earlier responses call for; filled up with plain lists. */
  requests(scenario: string, count: number): RequestSpec[];
  /** A new request for a list that needs no id. */
  plain(scenario: string, options?: PlainOptions): RequestSpec;
  /** Checks that the key is still valid; ends the run where it is not. Absent where it cannot become invalid. */
  confirmKey?(): Promise<void>;
  /** Kinds of requests that share the quota; absent where there are none. */
  kinds?(): Kind[];
  has(key: string): boolean;
  /** Generates keys of the provider under test (LIM-09); absent where there is no portal. */
  readonly keys?: KeyMaker;
}

export interface PlainOptions {
  /** Name of the key, or null for none; the active one unless set. */
  key?: string | null;
  /** Which of the contract's operations, by number; the first unless set. */
  operation?: number;
}

/** The portal as the limit suite needs it. Both return the name under which the value can be sent. */
export interface KeyMaker {
  /** Does beforehand what takes time and changes nothing: a browser, a sign-in. */
  prepare(): Promise<void>;
  add(): Promise<string>;
  regenerate(name: string): Promise<string>;
  /** Removes what was generated. */
  close(): Promise<void>;
}
