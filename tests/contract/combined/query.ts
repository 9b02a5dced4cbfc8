import type { Depth } from '../../../verifier/check-context.ts';
import type { ListQuery } from '../../../verifier/requests.ts';
import type { Part } from './part.ts';

/** A query as clients send it every day: filter rules, an order, a page and a size together. */
export interface Query {
  readonly query: ListQuery;
  readonly depth: Depth;
  /** What its filter rules test; empty where they test nothing of their own. */
  readonly parts: readonly Part[];
  /** Whether a run that sends few requests sends this one first. */
  readonly isAhead?: boolean;
  /** Whether such a run sends it last, where it has requests left. */
  readonly isSpare?: boolean;
  /** Whether it is one for the slice of a list that is not known whole. */
  readonly inSlice?: boolean;
}
