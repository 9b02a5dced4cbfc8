import type { KeyRecord } from '../keys/keys.ts';
import type { MockState } from '../state.ts';

/** A request to the API as it came; the path is the one below the base, undecoded. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** By lower-case name; a header that came several times is joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names and values of the headers in turn, spelt as they came. */
  readonly rawHeaders: readonly string[];
  readonly remoteAddress: string;
}

/** What is answered, before the headers that every answer has. */
export interface ApiResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Why it is a rejection, for the journal; null when it is none. */
  readonly reason: string | null;
}

/** A request on its way through the pipeline, with what the stages found out about it. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly state: MockState;
  /** The record of its key, once that was checked. */
  readonly key?: KeyRecord;
  /** What the engine answers, once it did. */
  readonly response?: ApiResponse;
}

/** What goes out, and what the journal wants to know about it. */
export interface Reply extends ApiResponse {
  readonly key?: KeyRecord | undefined;
  /** Set by faults alone: the connection breaks after so many bytes of the body, or before any answer (-1). */
  readonly breaksAfter?: number;
}

/** The stages behind this one. What needs no waiting is not waited for: a promise costs as much as a stage. */
export type Next = (exchange: Exchange) => Reply | Promise<Reply>;

/** One step of the pipeline: calls `next` to go on, or replies itself to stop. It never changes its input. */
export type Stage = (exchange: Exchange, next: Next) => Reply | Promise<Reply>;
