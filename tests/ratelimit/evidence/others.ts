import type { Check, CheckContext } from '../../../verifier/check.ts';
import { notRun } from '../../../verifier/verdict.ts';
import { header, type Exchange } from '../../../verifier/exchange.ts';
import { isSuccess } from './bursts.ts';
import { measured, proofs } from './measured.ts';
import { STEP } from '../scenarios/names.ts';
import { refills } from './refill.ts';
import { ofProvider } from './while-rejected.ts';

/** Requests by which full budgets may differ, for a counter that remembers the window before. */
export const SHORT = 2;

/**
 * Why the bursts say nothing of the target: each began with a full budget, none was served in full, and they differ. A
 * lower limit would be the same each time; two runs at once against one provider look like this. Nobody else uses a mock
 * of ours.
 * @returns undefined where the bursts agree, or one was served in full
 */
function contended(context: CheckContext): string | undefined {
  const [first, ...later] = proofs(context);
  if (first === undefined || isQuiet(context)) return undefined;
  if (first.most === 0)
    return 'nothing of the first burst was served though a window of quiet was before it: somebody else may spend the same budget; judge it when nobody else uses it';
  // The first burst may cross the border of two windows, and have some of either.
  const crossed = later.length > 1 && later.every(({ most }) => most <= first.least);
  const all = crossed ? later : [first, ...later];
  const served = all.map(({ least }) => least);
  if (all.length < 2 || all.some(({ most }) => most >= context.target.limit)) return undefined;
  const refilled = Math.max(...all.map(({ allowed }) => allowed)) - context.target.limit;
  if (Math.max(...served) - Math.min(...all.map(({ most }) => most)) <= SHORT + refilled) return undefined;
  return `full budgets served ${served.join(', ')} requests: somebody else may spend the same budget, or several limiters count a part each; judge it when nobody else uses it`;
}

/** Whether nobody else uses the quota: said of a live target, known of a mock of ours. */
const isQuiet = ({ target }: CheckContext): boolean => target.quiet ?? target.embedded;

/** Names under which servers say what is left of the quota. */
const REMAINING = /^(?:x-)?rate-?limit-remaining(?:-minute)?$|^x-rate-limit-remaining$/;
/** Requests of others that are more than a chance. */
const SEEN = 2;

function remaining({ response }: Exchange): number | undefined {
  if (response === undefined) return undefined;
  const name = Object.keys(response.headers).find((one) => REMAINING.test(one));
  const listed = header(response, 'ratelimit') ?? '';
  const text = name === undefined ? /\b(?:r|remaining)=(\d+)/.exec(listed)?.[1] : header(response, name);
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/**
 * Requests of others, by what the server says is left: it fell between two requests of ours, one right after the other was
 * answered, by more than the one of ours. Where the quota came back meanwhile nothing is known.
 */
function spentByOthers({ recorder }: CheckContext): number {
  let before: { left: number; n: number; until: number } | undefined;
  let others = 0;
  for (const one of recorder.all()) {
    if (!ofProvider(one)) continue;
    const left = isSuccess(one) ? remaining(one) : undefined;
    const alone = before !== undefined && one.sentAt >= before.until;
    if (left !== undefined && before !== undefined && alone && left < before.left - 1) others += before.left - 1 - left;
    before = left === undefined ? undefined : { left, n: one.n, until: one.sentAt + one.took };
  }
  return others;
}

/** Requests a window by which every full budget was short, or came back too slowly; undefined where none was. */
function shortOf(context: CheckContext): number | undefined {
  const { limit } = context.target;
  const all = proofs(context);
  const most = Math.max(0, ...all.map(({ most: served }) => served));
  if (all.length > 0 && most < limit) return limit - most;
  const facts = measured(context);
  const paces = refills(facts.recorder, facts)
    .filter(({ step }) => step !== STEP.burst2)
    .map(({ served, seconds }) => (served * facts.windowMs) / (limit * seconds * 1000));
  const slowest = Math.min(1, ...paces);
  return slowest < 1 ? Math.max(1, Math.round(limit * (1 - slowest))) : undefined;
}

/** Findings that no other client explains: an error, a header that nobody can read or that promises too much. */
const NOT_BY_OTHERS = /answered \d{3}|^Retry-After/;
/** Findings of too much served, or too early: one that takes as much each window does not explain them. */
const TOO_MUCH = /too fast|at most|promised, served after/;

/**
 * A check whose finding counts only where nobody else spends the budget by which it is judged. Where others were seen to,
 * nothing is said. Where they would explain it and were not seen, it is a warning that names both explanations: a client
 * that sends as much in each window, at a full minute or evenly, looks like a lower limit at every moment.
 */
export function heedingOthers(check: Check): Check {
  return {
    ...check,
    judge(context) {
      const verdict = check.judge(context);
      if (verdict.kind !== 'fail' || isQuiet(context)) return verdict;
      const has = (kind: RegExp) => verdict.findings.some(({ got }) => kind.test(got));
      if (has(NOT_BY_OTHERS)) return verdict;
      const seen = spentByOthers(context);
      const minutes = Math.max(1, lasted(context) / 60_000);
      const per = Math.max(1, Math.round(seen / minutes));
      if (seen >= SEEN) return notRun(`another client of this provider uses about ${per} a minute`, verdict.notes);
      const why = contended(context);
      if (why !== undefined) return notRun(why, verdict.notes);
      const short = shortOf(context);
      if (short === undefined || has(TOO_MUCH)) return verdict;
      const or = `; another client of this provider that uses about ${short} a window would look the same: --quiet-provider says that there is none`;
      return {
        ...verdict,
        findings: verdict.findings.map((one) => ({ ...one, got: one.got + or, tolerated: true as const })),
      };
    },
  };
}

function lasted({ recorder }: CheckContext): number {
  const all = recorder.all();
  return (all.at(-1)?.sentAt ?? 0) - (all[0]?.sentAt ?? 0);
}
