import type { Depth } from '../harness/check.ts';
import type { Ask, Exchange } from '../harness/exchange.ts';
import type { Ledger } from '../harness/ledger.ts';

/**
 * What the protocol needs of a target: so little that a simulated server with a virtual clock can stand in for the real
 * one (tests/self/ratelimit), and thousands of windows be tried in a second.
 */
export interface LimitTarget {
  readonly limit: number;
  readonly windowMs: number;
  readonly depth: Depth;
  /** Whether waiting costs nothing, because the target's clock is moved. */
  readonly movable: boolean;
  readonly ledger: Ledger;
  now(): number;
  /** Lets time pass; `why` is shown to whoever waits. */
  sleep(ms: number, why: string): Promise<void>;
  /** Sends all of them without pause over so many connections, and records each under the scene's name. */
  burst(scene: string, asks: readonly Ask[], connections: number): Promise<void>;
  /** Sends one request, now, whatever the budget says. */
  one(scene: string, ask: Ask): Promise<Exchange>;
  /** Requests that a burst may as well send, because their answers are evidence for other suites. */
  asks(scene: string, count: number): Ask[];
  /** A request of its own for a list that needs no id. */
  plain(scene: string, options?: PlainOptions): Ask;
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
