import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { notRun, type Finding } from '../../../verifier/verdict.ts';
import { header, type Exchange } from '../../../verifier/exchange.ts';
import { isSuccess } from './bursts.ts';
import { earlyRejection } from './early.ts';
import { measured, proofs } from './measured.ts';
import { STEP } from '../scenarios/names.ts';
import { refills } from './refill.ts';
import { ofProvider } from './while-rejected.ts';

/** Requests by which full quotas may differ, for a counter that remembers the window before. */
export const SHORT = 2;

/**
 * Why the bursts prove nothing about the target: each began with a full quota, none was served in full, and they differ. A lower
 * limit would be the same each time; two parallel runs against one provider look like this. Nobody else uses the embedded mock.
 * @returns undefined where the bursts agree, or one was served in full
 */
function contended(context: CheckContext): string | undefined {
  const [first, ...later] = proofs(context);
  if (first === undefined || isQuiet(context)) return undefined;
  if (first.most === 0)
    return 'nothing of the first burst was served after a quiet window: somebody else may use the same quota; judge it when nobody else uses it';
  // The first burst may cross the border of two windows, and be served from both.
  const crossed = later.length > 1 && later.every(({ most }) => most <= first.least);
  const all = crossed ? later : [first, ...later];
  const served = all.map(({ least }) => least);
  if (all.length < 2 || all.some(({ most }) => most >= context.target.limit)) return undefined;
  const refilled = Math.max(...all.map(({ allowed }) => allowed)) - context.target.limit;
  if (Math.max(...served) - Math.min(...all.map(({ most }) => most)) <= SHORT + refilled) return undefined;
  return `full quotas served ${served.join(', ')} requests: somebody else may use the same quota, or several limiters count a part each; judge it when nobody else uses it`;
}

/** Whether nobody else uses the quota: configured for a live target, certain for the embedded mock. */
const isQuiet = ({ target }: CheckContext): boolean => target.quiet ?? target.embedded;

/** Names of headers with the remaining quota. */
const REMAINING = /^(?:x-)?rate-?limit-remaining(?:-minute)?$|^x-rate-limit-remaining$/;
/** Requests of others that are more than chance. */
const SEEN = 2;

function remaining({ response }: Exchange): number | undefined {
  if (response === undefined) return undefined;
  const name = Object.keys(response.headers).find((one) => REMAINING.test(one));
  const listed = header(response, 'ratelimit') ?? '';
  const text = name === undefined ? /\b(?:r|remaining)=(\d+)/.exec(listed)?.[1] : header(response, name);
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/**
 * Requests of others, from the remaining quota in the responses: between two consecutive requests of ours it fell by more than
 * one. Undecided where the quota refilled meanwhile.
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

/** Requests by which a rejection came early, every full quota was short, or by which the refill was too slow, per window; undefined where neither was. */
function shortOf(context: CheckContext): number | undefined {
  const { limit } = context.target;
  const early = earlyRejection(measured(context));
  if (early !== undefined) return limit - early.before;
  const all = proofs(context);
  const most = Math.max(...all.map(({ most: served }) => served));
  if (all.length > 0 && most < limit) return limit - most;
  const facts = measured(context);
  const paces = refills(facts.recorder, facts)
    .filter(({ step }) => step !== STEP.burst2)
    .map(({ served, seconds }) => (served * facts.windowMs) / (limit * seconds * 1000));
  const slowest = Math.min(1, ...paces);
  return slowest < 1 ? Math.max(1, Math.round(limit * (1 - slowest))) : undefined;
}

/**
 * A check whose finding counts only if nobody else uses the quota. Where others were seen to use it, nothing is judged. Where
 * they would explain the finding but were not seen, it is a warning that names both explanations: a client that sends as many
 * requests in each window, at the full minute or evenly, looks like a lower limit.
 */
export function heedingOthers(check: Check): Check {
  return {
    ...check,
    judge(context) {
      const judged = check.judge(context);
      if (judged.kind !== 'fail') return judged;
      const verdict = { ...judged, findings: judged.findings.map(({ others: _, ...finding }) => finding) };
      const has = (others: Finding['others']) => judged.findings.some((one) => one.others === others);
      if (isQuiet(context) || has('never')) return verdict;
      const seen = spentByOthers(context);
      if (seen >= SEEN)
        return notRun(`another client of this provider uses about ${aMinute(seen, context)} a minute`, verdict.notes);
      const why = contended(context);
      if (why !== undefined) return notRun(why, verdict.notes);
      const short = shortOf(context);
      if (short === undefined || has('seen')) return verdict;
      const or = `; another client of this provider that uses about ${short} a window would look the same: --quiet-provider says that there is none`;
      return {
        ...verdict,
        findings: verdict.findings.map((one) => ({ ...one, got: one.got + or, tolerated: true as const })),
      };
    },
  };
}

/** How many of these requests came in a minute of the run. */
function aMinute(requests: number, { recorder }: CheckContext): number {
  const all = recorder.all();
  const minutes = (all.at(-1)!.sentAt - all[0]!.sentAt) / 60_000;
  return Math.max(1, Math.round(requests / Math.max(1, minutes)));
}
