import type { Clause, ClauseId } from '../../spec/clauses.ts';
import type { Contract } from '../../spec/contract.ts';
import { curl } from './curl.ts';
import type { AnsweredExchange, Ask } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { verdictOf, type Finding, type Verdict } from './verdict.ts';

export type Depth = 'quick' | 'standard' | 'full';
export const DEPTHS: readonly Depth[] = ['quick', 'standard', 'full'];

/** What is known about the target without asking it. */
export interface TargetFacts {
  baseUrl: string;
  embedded: boolean;
  limit: number;
  windowSeconds: number;
  /** Names of the keys that can be sent. */
  keys: ReadonlySet<string>;
}

/** All that a check may look at: the contract, the target's facts and the evidence so far. No fetch, no clock. */
export interface Seen {
  contract: Contract;
  target: TargetFacts;
  ledger: Ledger;
  depth: Depth;
  seed: number;
}

/** A question that a check would have answered; `depth` is the least depth at which it is asked. */
export interface Want {
  ask: Ask;
  depth: Depth;
}

/**
 * Judges one clause. Both functions are pure in the evidence: `wants` says what is still worth asking, given what was
 * answered so far (so one answer leads to the next question), `judge` says what the evidence shows.
 */
export interface Check {
  clause: ClauseId;
  wants?(seen: Seen): Iterable<Want>;
  judge(seen: Seen): Verdict;
}

/** One thing to try: the questions it needs and what their answers must show. */
export interface Case {
  operation: string;
  depth: Depth;
  asks: readonly Ask[];
  /** @returns a finding, nothing where the clause holds, or a note where these answers can show neither */
  judge(
    ...answers: AnsweredExchange[]
  ): (Partial<Finding> & Pick<Finding, 'want' | 'got'>) | { note: string } | undefined;
}

/** Makes a check of cases: it wants what they ask, and judges those whose questions were all answered. */
export function caseCheck(clause: ClauseId, cases: (seen: Seen) => Iterable<Case>, whyNothing?: string): Check {
  return {
    clause,
    *wants(seen) {
      for (const one of cases(seen)) for (const ask of one.asks) yield { ask, depth: one.depth };
    },
    judge(seen) {
      let checked = 0;
      const findings: Finding[] = [];
      const notes: string[] = [];
      for (const one of cases(seen)) {
        const answers = one.asks.map((ask) => seen.ledger.find(ask));
        if (!answers.every((answer) => answer !== undefined)) continue;
        if (answers.some(({ answer }) => answer.status === 429)) continue;
        const result = one.judge(...answers);
        if (result && 'note' in result) {
          notes.push(`${one.operation}: ${result.note}`);
          continue;
        }
        checked += 1;
        const last = answers.at(-1);
        if (result) findings.push(finding(one.operation, result, seen, result.exchange ?? last?.n));
      }
      return verdictOf(checked, findings, notes, whyNothing);
    },
  };
}

/** Makes a check that reads every answer of the run and asks for nothing itself. */
export function everyAnswerCheck(
  clause: ClauseId,
  judge: (
    exchange: AnsweredExchange,
    seen: Seen,
  ) => readonly (Partial<Finding> & Pick<Finding, 'want' | 'got'>)[] | undefined,
  whyNothing?: string,
): Check {
  return {
    clause,
    judge(seen) {
      let checked = 0;
      const findings: Finding[] = [];
      for (const exchange of seen.ledger.answered()) {
        const results = judge(exchange, seen);
        if (results === undefined) continue;
        checked += 1;
        const operation = exchange.ask.operation ?? `${exchange.ask.method} ${exchange.ask.target}`;
        findings.push(...results.map((result) => finding(operation, result, seen, exchange.n)));
      }
      return verdictOf(checked, findings, [], whyNothing);
    },
  };
}

function finding(
  operation: string,
  result: Partial<Finding> & Pick<Finding, 'want' | 'got'>,
  seen: Seen,
  number: number | undefined,
): Finding {
  const exchange = number === undefined ? undefined : seen.ledger.all()[number - 1];
  return {
    operation,
    ...(exchange === undefined ? {} : { exchange: exchange.n, reproduce: curl(seen.target.baseUrl, exchange.ask) }),
    ...result,
  };
}

/** Title of the test that judges a clause: a sentence that starts with its id. */
export function title(clause: Clause): string {
  return `${clause.id} ${clause.sentence}`;
}
