import type { Depth } from './check-context.ts';
import type { CompletedExchange, RequestSpec } from './exchange.ts';
import type { KnownList, Row } from './model/known-lists.ts';
import type { Finding } from './verdict.ts';

/** A finding as a check writes it; operation, exchange and command are added. */
export type Broken = Partial<Finding> &
  Pick<Finding, 'want' | 'got'> & {
    /** The row that it is about, where it is about one: read again where its list is too long to be read again whole. */
    readonly about?: Row;
    /** It rests on rows that other responses showed, many of them: of a long list that changes it proves nothing. */
    readonly counted?: true;
    /** A response shows it by itself, whatever the lists did meanwhile: it is not read again. */
    readonly evident?: true;
  };

/** What the answers to a case show: a breach, nothing where the clause holds, or a note where they can show neither. */
export type Outcome = Broken | { note: string } | undefined;

/** One thing to try: the questions it needs and what their answers must show. */
export interface Case {
  operation: string;
  depth: Depth;
  requests: readonly RequestSpec[];
  /** Follows from a response that was not as predicted (see RequestGroup). */
  urgent?: boolean;
  /** Tells it from the operation's other cases of this check, and is the same in every run: `equal lastName`. */
  label?: string;
  judge(...responses: CompletedExchange[]): Outcome;
  /**
   * Given where the outcome is predicted from a list that other responses showed, at another moment: a breach counts only
   * once the list and the answers, read again close together, show it as well (see reread.ts).
   */
  base?: { list: KnownList; judge(list: KnownList, ...responses: CompletedExchange[]): Outcome };
}
