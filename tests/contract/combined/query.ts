import type { Depth } from '../../../verifier/check.ts';
import type { ListQuery } from '../../../verifier/requests.ts';
import type { Part } from './parts.ts';

/** A query that says several things at once, as clients do all day: filter rules, an order, a page and a size. */
export interface Query {
  readonly query: ListQuery;
  readonly depth: Depth;
  /** What its filter rules are there to show; empty where they show nothing of their own. */
  readonly parts: readonly Part[];
}
