import type { Clause, ClauseId } from '../spec/clauses.ts';
import type { CheckContext, RequestGroup } from './check-context.ts';
import type { Verdict } from './verdict.ts';

/**
 * Judges one clause. Both functions depend only on the evidence: `requestGroups` says which requests are still worth sending,
 * given the responses so far (one response may lead to the next request); `judge` says what the evidence shows.
 */
export interface Check {
  clause: ClauseId;
  requestGroups?(context: CheckContext): Iterable<RequestGroup>;
  judge(context: CheckContext): Verdict;
}

/** Title of the test that judges a clause: a sentence that starts with its id. */
export function title(clause: Clause): string {
  return `${clause.id} ${clause.sentence}`;
}
