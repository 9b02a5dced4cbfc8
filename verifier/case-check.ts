import type { ClauseId } from '../spec/clauses.ts';
import type { Broken, Case, Outcome } from './case.ts';
import type { CheckContext } from './check-context.ts';
import type { Check } from './check.ts';
import type { CompletedExchange, RequestSpec } from './exchange.ts';
import { finding } from './finding.ts';
import type { KnownList } from './model/known-lists.ts';
import { lost, type Reason } from './reason.ts';
import { hasChanged, hasMoved, reread } from './reread.ts';
import { notRun, tally, verdictOf, type Finding } from './verdict.ts';

type CaseParts = Omit<Case, 'depth' | 'judge' | 'base' | 'operation'>;
type Judge = (list: KnownList, ...responses: CompletedExchange[]) => Outcome;

/** A case whose outcome is predicted from a list. */
export function listCase(list: KnownList, parts: CaseParts & Pick<Case, 'depth'>, judge: Judge): Case;
export function listCase(list: KnownList, parts: CaseParts, judge: Judge): Omit<Case, 'depth'>;
export function listCase(list: KnownList, parts: CaseParts, judge: Judge): Omit<Case, 'depth'> {
  const { id: operation } = list.operation;
  return { ...parts, operation, judge: (...responses) => judge(list, ...responses), base: { list, judge } };
}

/** Most breaches of a clause that are read again. Further ones are believed where the list does not change. */
const MOST_REREAD = 3;

/** Something that the target's data does not let a check try. */
export interface Skipped {
  operation: string;
  note: string;
}

/** Makes a check of cases: it needs their requests, and judges each case whose requests all have a response. */
export function caseCheck(
  clause: ClauseId,
  cases: (context: CheckContext) => Iterable<Case | Skipped>,
  whyNothing?: string,
): Check {
  return {
    clause,
    *requestGroups(context) {
      let again = 0;
      let isReading = false;
      for (const one of cases(context)) {
        if ('note' in one) continue;
        const { requests, depth, urgent = false, foundation = false, spare = false } = one;
        yield { requests, depth, label: `${one.operation} ${one.label ?? ''}`, urgent, foundation, spare };
        // One at a time: the result of one may settle the next, and few requests are reserved for reading again.
        if (one.base === undefined || isReading || again >= MOST_REREAD || !isBroken(context, one)) continue;
        again += 1;
        const read = reread(context, one, clause);
        if (read.kind !== 'unread') continue;
        // At every depth: without this reading the case decides nothing.
        yield { requests: read.requests, depth: 'quick', label: 'again', urgent: true };
        isReading = true;
      }
    },
    judge(context) {
      const tried: Record<string, number> = {};
      let incomplete = 0;
      let unsayable = false;
      const unusable = new Set<string>();
      const findings: Finding[] = [];
      const notes = new Set<string>();
      let moved = 0;
      // Cases that contradict the clause and could not be read again.
      let doubtful = 0;
      // What could not be read again is explained where the list is known to have changed, and else stays a doubt.
      const unsettled = ({ operation }: Case) => {
        if (!hasChanged(context, operation)) doubtful += 1;
        else {
          notes.add(`${operation}: ${MOVED}`);
          moved += 1;
        }
      };
      const unread: { one: Case; outcome: Broken; shown: Shown }[] = [];
      for (const one of cases(context)) {
        if ('note' in one) {
          notes.add(`${one.operation}: ${one.note}`);
          continue;
        }
        const responses = responsesTo(context, one.requests);
        if (responses === undefined) {
          if (one.requests.some(({ wire }) => wire === null)) {
            unsayable = true;
            continue;
          }
          incomplete += 1;
          if (one.urgent) unsettled(one);
          for (const why of unusableFor(context, one.requests)) unusable.add(why);
          continue;
        }
        let outcome = one.judge(...responses);
        let exchange = responses.at(-1)?.n;
        if (outcome && !('note' in outcome) && one.base !== undefined) {
          const read = reread(context, one, clause);
          if (read.kind === 'unread') {
            unread.push({ one, outcome, shown: { exchange, responses } });
            continue;
          }
          outcome = read.kind === 'moved' ? { note: MOVED } : read.outcome;
          exchange = read.kind === 'moved' ? exchange : read.exchange;
        }
        if (outcome && 'note' in outcome) {
          notes.add(`${one.operation}: ${outcome.note}`);
          if (outcome.note === MOVED) moved += 1;
          continue;
        }
        tally(tried, one.operation);
        if (outcome) findings.push(found(context, one, outcome, { exchange, responses }));
      }
      for (const { one, outcome, shown } of unread) {
        // A breach that was confirmed elsewhere is believed here, too, if the list did not change.
        if (findings.some(({ tolerated }) => !tolerated) && !hasMoved(context, one.operation)) {
          tally(tried, one.operation);
          findings.push(found(context, one, outcome, shown));
        } else {
          incomplete += 1;
          unsettled(one);
        }
      }
      if (unsayable) notes.add(UNSAYABLE);
      if (doubtful > 0 && findings.length === 0) return notRun({ because: 'doubt', text: UNREAD }, [...notes]);
      const verdict = verdictOf(tried, findings, [...notes], moved > 0 ? MOVED : unsayable ? UNSAYABLE : whyNothing);
      if (incomplete === 0) return verdict;
      if (verdict.kind === 'not-run') return notRun(whyNotTried(context, unusable), [...notes]);
      const { checked } = verdict;
      notes.add(`${checked} of ${checked + incomplete} cases tried at depth ${context.depth}`);
      if (unusable.size > 0) notes.add(`some requests got no usable response (${[...unusable].join(', ')})`);
      return { ...verdict, notes: [...notes] };
    },
  };
}

/** The reason of a clause that responses contradict, where they could not be confirmed. */
const UNREAD = 'responses were not as predicted, and could not be read again';

/** The responses that show the outcome of a case. */
interface Shown {
  readonly exchange: number | undefined;
  readonly responses: readonly CompletedExchange[];
}

/**
 * The finding of a case, with everything it compares: its requests and the list that predicted their responses. A finding that
 * names an exchange blames only that one.
 */
function found(
  context: CheckContext,
  { operation, base }: Case,
  outcome: Broken,
  { exchange, responses }: Shown,
): Finding {
  const requests = outcome.exchange === undefined ? responses.map(({ n }) => n) : [];
  const list = base === undefined ? [] : [base.list.first.n];
  return finding(operation, outcome, context, outcome.exchange ?? exchange, [...requests, ...list]);
}

/** Why a case is not sent (see `ruleForm`). */
const UNSAYABLE = 'the contract writes rules in a form that cannot say every filter';

/** Why a case decides nothing where its list changed at each reading. */
export const MOVED = 'the list changed meanwhile';

function isBroken(context: CheckContext, one: Case): boolean {
  const responses = responsesTo(context, one.requests);
  const outcome = responses && one.judge(...responses);
  return outcome !== undefined && !('note' in outcome);
}

/** Why requests got no usable response, for those that were sent. */
function unusableFor(context: CheckContext, requests: readonly RequestSpec[]): string[] {
  const unanswered = requests
    .filter((request) => !context.recorder.find(request))
    .map((request) => context.recorder.unusable(request));
  return unanswered.flatMap((exchange) => (exchange ? [exchange.error ?? `status ${exchange.response?.status}`] : []));
}

function whyNotTried({ depth }: CheckContext, unusable: ReadonlySet<string>): Reason {
  return unusable.size > 0
    ? lost(`its requests got no usable response (${[...unusable].join(', ')})`)
    : `not covered at ${depth} depth`;
}

/** The responses to all of these requests, or undefined where one has none yet. */
export function responsesTo(context: CheckContext, requests: readonly RequestSpec[]): CompletedExchange[] | undefined {
  const responses = requests.map((request) => context.recorder.find(request));
  return responses.every((response) => response !== undefined) ? responses : undefined;
}
