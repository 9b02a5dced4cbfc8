import type { Check, CheckContext } from '../../../verifier/check.ts';
import { completed } from '../../../verifier/exchange.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { allowance } from '../evidence/allowance.ts';
import { burstFacts, receivedAt, rejectedAsBefore } from '../evidence/bursts.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleMeanwhile } from '../evidence/samples.ts';
import { lastRejection } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';
import { pollMs } from '../scenarios/pace.ts';

const ACTS = [
  [STEP.added, 'adding a key'],
  [STEP.regenerated, 'regenerating a key'],
] as const;

/** LIM-09: regenerating or adding a key does not refill the budget, for the new key or for the others. */
export const lim09: Check = {
  clause: 'LIM-09',
  judge(context) {
    if (context.depth === 'quick') return notRun('tried from depth standard on');
    const tried = ACTS.flatMap(([step, act]) => {
      const result = servedAfter(context, step);
      return result === undefined ? [] : [{ ...result, act }];
    });
    const findings = tried
      .filter(({ served, allowed }) => served > allowed)
      .map(({ act, served }) => ({
        operation: EVERYWHERE,
        want: `${act} leaves the budget spent`,
        got: `${served} requests served after it, within the window whose budget was spent`,
      }));
    const [gaveUp] = context.recorder.observed(STEP.added);
    const why = gaveUp ? `the portal gave up: ${String(gaveUp.value)}` : 'no key was made: it takes a portal';
    return verdictOf(tried.length, findings, [], why);
  },
};

/** Requests served with any key after the act; undefined where the window that the race had spent was over by then. */
function servedAfter(context: CheckContext, step: string): { served: number; allowed: number } | undefined {
  const { recorder } = context;
  const facts = measured(context);
  const scenario = recorder.scenario(step).filter(completed);
  const last = scenario.at(-1);
  const drained = burstFacts(recorder, STEP.race);
  if (last === undefined || drained === undefined || drained.rejected === 0) return undefined;
  const over = drained.startedAt + facts.windowMs - 3 * pollMs(facts);
  if (receivedAt(last) > over) return undefined;
  const [first] = scenario;
  const since = first && lastRejection(recorder, first)?.sentAt;
  const served = scenario.filter((exchange) => !rejectedAsBefore(recorder, exchange)).length;
  return { served, allowed: allowance(facts, receivedAt(last) - (since ?? drained.startedAt)) + 1 };
}

const spent = sampleBurst(50, 10, undefined, STEP.race);

export const samples: Samples = {
  passes: [...spent, ...sampleMeanwhile({ 'made-limit': [429] }, STEP.added)],
  rejects: [...spent, ...sampleMeanwhile({ 'made-limit': [200, 200, 200, 200] }, STEP.added)],
};
