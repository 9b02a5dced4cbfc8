import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { lost } from '../../../verifier/reason.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { burstFacts, isServed, receivedAt } from '../evidence/bursts.ts';
import { mayHaveComeBack } from '../evidence/come-back.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleMeanwhile } from '../evidence/samples.ts';
import { lastRejection, meanwhile } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';
import { pollMs } from '../scenarios/pace.ts';
import { keyOf } from '../../../verifier/exchange.ts';

const ACTS = [
  [STEP.added, 'adding a key'],
  [STEP.regenerated, 'regenerating a key'],
] as const;

/** LIM-09: regenerating or adding a key does not refill the quota, neither for the new key nor for the others. */
export const lim09: Check = {
  clause: 'LIM-09',
  judge(context) {
    const tried = ACTS.map(([step, act]) => ({ act, result: after(context, step) }));
    const findings = tried.flatMap(({ act, result }): Finding[] =>
      result?.got === undefined
        ? []
        : [{ operation: EVERYWHERE, want: `${act} leaves the quota used up`, got: result.got }],
    );
    const [gaveUp] = context.recorder.observed(STEP.added);
    const noKey = whyLeftOut(context, 'keys', 'no key was made: it takes a portal');
    const why = gaveUp ? lost(`the portal gave up: ${String(gaveUp.value)}`) : noKey;
    const checked = tried.filter(({ result }) => result !== undefined).length;
    return checked === 0 ? notRun(why) : verdictOf(checked, findings);
  },
};

/** What was served after the act; undefined where the window whose quota the race used up was over by then. */
function after(context: CheckContext, step: string): { got?: string } | undefined {
  const { recorder } = context;
  const facts = measured(context);
  const scenario = recorder.scenario(step).filter((one) => one.response !== undefined);
  const [first] = scenario;
  const last = scenario.at(-1);
  const drained = burstFacts(recorder, STEP.race);
  if (first === undefined || last === undefined || drained === undefined || drained.rejected === 0) return undefined;
  if (receivedAt(last) > drained.startedAt + facts.windowMs - 3 * pollMs(facts)) return undefined;
  const key = scenario.map(({ request }) => keyOf(request)).find((name) => name !== 'active') ?? '';
  const between = meanwhile(recorder, step, key, facts);
  if (between !== undefined && between.served.length > between.allowed)
    return {
      got: `${between.served.length} requests served with the new key, each beside a rejection of the old one`,
    };
  const since = lastRejection(recorder, first)?.sentAt ?? drained.startedAt;
  const served = scenario.filter((one) => isServed(recorder, one)).length;
  if (served <= mayHaveComeBack(facts, receivedAt(last) - since)) return {};
  return { got: `${served} requests served after it, within the window whose quota was used up` };
}

const spent = sampleBurst(50, 10, undefined, STEP.race);

export const samples: Samples = {
  passes: [...spent, ...sampleMeanwhile({ 'made-limit': [429] }, STEP.added)],
  rejects: [[...spent, ...sampleMeanwhile({ 'made-limit': [200, 200, 200, 200] }, STEP.added)]],
};
