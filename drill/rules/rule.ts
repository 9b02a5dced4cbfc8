import type { RuleId } from '../../spec/client-rules.ts';
import type { ClientRun, Evidence, Judge, Judgement, RuleFinding } from './evidence.ts';
import { requestText, type SentRequest } from './requests.ts';

/** How a rule is judged. `samples` prove it: evidence that passes, and one piece for each branch that rejects. */
export interface Rule {
  readonly id: RuleId;
  readonly judge: Judge;
  readonly samples: Samples;
}

export interface Samples {
  readonly passes: Evidence;
  readonly rejects: Readonly<Record<string, Evidence>>;
}

/** What is wrong in one place. */
export interface Wrong {
  readonly want: string;
  readonly got: string;
}

/** A finding about one request. */
export const about = (run: ClientRun, request: SentRequest, want: string, got: string): RuleFinding => ({
  scenario: run.scenario.id,
  want,
  got,
  request: requestText(request),
  n: request.n,
});

/** A judgement, with a reason where nothing was checked. */
export const judged = (checked: number, findings: readonly RuleFinding[], reason: string): Judgement =>
  checked === 0 ? { checked, findings, reason } : { checked, findings };

/** Judges request by request; `judge` returns what is wrong, or undefined. */
export function eachRequest(
  { runs }: Evidence,
  applies: (request: SentRequest) => boolean,
  judge: (request: SentRequest) => Wrong | undefined,
  reason = 'the client sent no request',
): Judgement {
  const tried = runs.flatMap((run) => run.requests.filter(applies).map((request) => ({ run, request })));
  const findings = tried.flatMap(({ run, request }) => {
    const wrong = judge(request);
    return wrong ? [about(run, request, wrong.want, wrong.got)] : [];
  });
  return judged(tried.length, findings, reason);
}
