import type { Depth } from '../../verifier/check.ts';
import type { RequestSpec, Exchange } from '../../verifier/exchange.ts';
import type { Kind } from './kinds.ts';
import type { Recorder } from '../../verifier/recorder.ts';

/**
 * What the protocol needs of a target: so little that a simulated server with a virtual clock can stand in for the real
 * one (tests/unit/ratelimit), and thousands of windows be tried in a second.
 */
export interface LimitTarget {
  readonly limit: number;
  readonly windowMs: number;
  readonly depth: Depth;
  /** Whether waiting costs nothing, because the target's clock is moved. */
  readonly movable: boolean;
  readonly recorder: Recorder;
  now(): number;
  /** Lets time pass; `why` is shown to whoever waits. */
  sleep(ms: number, why: string): Promise<void>;
  /** Served requests that the run's depth still allows. */
  mayServe(): number;
  /** Milliseconds until the windows are over that the run's depth allows. */
  msLeft(): number;
  /**
   * Sends all of them without pause over so many connections, and records each under the scenario's name. Ends after a
   * window at the latest: what was not sent by then is not sent, what was not answered is lost.
   */
  burst(scenario: string, requests: readonly RequestSpec[], connections: number): Promise<void>;
  /** Sends one request, now, whatever the budget says. */
  one(scenario: string, request: RequestSpec): Promise<Exchange>;
  /** Requests that a burst may as well send, because their answers are evidence for other suites. */
  requests(scenario: string, count: number): RequestSpec[];
  /** A request of its own for a list that needs no id. */
  plain(scenario: string, options?: PlainOptions): RequestSpec;
  /** Makes sure that the key is still good; ends the run where it is not. Absent where it cannot go bad. */
  confirmKey?(): Promise<void>;
  /** Kinds of requests that share the quota; absent where none can be made. */
  kinds?(): Kind[];
  has(key: string): boolean;
  /** Makes keys of the provider under test (LIM-09); absent where there is no portal. */
  readonly keys?: KeyMaker;
}

export interface PlainOptions {
  /** Name of the key, or null for none; the active one unless said. */
  key?: string | null;
  /** Which of the contract's operations, by number; the first unless said. */
  operation?: number;
}

/** The portal as the limit suite needs it. Both give the name under which the value can be sent. */
export interface KeyMaker {
  /** Does beforehand what takes time and changes nothing: a browser, a sign-in. */
  prepare(): Promise<void>;
  add(): Promise<string>;
  regenerate(name: string): Promise<string>;
  /** Removes what was made. */
  close(): Promise<void>;
}
