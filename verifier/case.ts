import type { Depth } from './check-context.ts';
import type { CompletedExchange, RequestSpec } from './exchange.ts';
import type { KnownList, Row } from './model/known-lists.ts';
import type { Finding } from './verdict.ts';

/** A finding as a check writes it; operation, exchange and command are added. */
export type Broken = Partial<Finding> &
  Pick<Finding, 'want' | 'got'> & {
    /**
     * The row that the finding is about, if it is about one. Only its page is read again where the list is too long to read
     * whole.
     */
    readonly about?: Row;
    /** The finding rests on many rows that other responses showed. For a long list that changes, it proves nothing. */
    readonly counted?: true;
    /** The response alone shows it, even if the list changed meanwhile. It is not read again. */
    readonly evident?: true;
  };

/** What the responses to a case show: a breach, nothing where the clause holds, or a note where they show neither. */
export type Outcome = Broken | { note: string } | undefined;

/** One thing to try: the requests it needs and what their responses must show. */
export interface Case {
  operation: string;
  depth: Depth;
  requests: readonly RequestSpec[];
  /** Follows from an unexpected response (see RequestGroup). */
  urgent?: boolean;
  /** Others build on its responses (see RequestGroup). */
  foundation?: boolean;
  /** A quick run tries it, too, where it has requests left (see RequestGroup). */
  spare?: boolean;
  /** Distinguishes the case from this check's other cases of the operation; the same in every run: `equal lastName`. */
  label?: string;
  judge(...responses: CompletedExchange[]): Outcome;
  /**
   * Set where the outcome is predicted from a list that earlier responses showed. A breach then counts only if it shows again
   * when list and responses are read close together (see reread.ts).
   */
  base?: { list: KnownList; judge(list: KnownList, ...responses: CompletedExchange[]): Outcome };
}
