import type { MockState } from '../state.ts';
import type { ApiRequest, ApiResponse, KeyRecord, Reply } from '../types.ts';

/** A request on its way through the pipeline, with what the stages found out about it. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly state: MockState;
  /** The record of its key, once that was checked. */
  readonly key?: KeyRecord;
  /** The engine's response, once there is one. */
  readonly response?: ApiResponse;
  /** What happened to the rows between two pages, as a situation has it. */
  readonly rows?: 'added' | 'removed';
}

/** The stages behind this one. What needs no waiting is not waited for: a promise costs as much as a stage. */
export type Next = (exchange: Exchange) => Reply | Promise<Reply>;

/** One step of the pipeline: calls `next` to go on, or replies itself to stop. It never changes its input. */
export type Stage = (exchange: Exchange, next: Next) => Reply | Promise<Reply>;
