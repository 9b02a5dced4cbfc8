import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { header, keyOf, type CompletedExchange } from '../../../verifier/exchange.ts';
import { httpDate } from '../../../verifier/http-date.ts';
import { retryAfterMs } from '../../../verifier/retry-after.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { isServed, receivedAt, rejectedForQuota } from '../evidence/bursts.ts';
import { EVERYWHERE } from '../evidence/measured.ts';
import { every429 } from '../evidence/rejections.ts';
import { ofProvider } from '../evidence/while-rejected.ts';
import { sampleRecovery } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/** Steps whose requests follow each other closely, so that the next response to the same key shows whether a promise was true. */
const STEPS: readonly string[] = [
  STEP.burst1,
  STEP.again,
  STEP.soon,
  STEP.rejected1,
  STEP.poll1,
  STEP.silence,
  STEP.burst2,
  STEP.rejected2,
  STEP.poll2,
  STEP.refill1,
  STEP.refill2,
  STEP.burst3,
  STEP.refill3,
  STEP.refill4,
];
const SLACK_MS = 2_000;
/** A date, and the `Date` that it is compared with, are both cut to whole seconds. */
const CUT_MS = 1_000;

/** LIM-07: `Retry-After`, when sent, is whole seconds or an HTTP date, at most one window, and true to within two seconds. */
export const lim07: Check = {
  clause: 'LIM-07',
  judge(context) {
    const all = every429(context.recorder);
    if (all.length === 0) return notRun('nothing was rejected with 429 (see LIM-02 and LIM-03)');
    const told = all.filter(({ response }) => header(response, 'retry-after') !== undefined);
    if (told.length === 0) return notRun('no 429 carried Retry-After');
    const later = context.recorder.completed().filter((one) => STEPS.includes(one.scenario) && ofProvider(one));
    const findings = told.flatMap((exchange) => {
      const got = wrong(exchange, context, later);
      return got === undefined ? [] : [{ operation: EVERYWHERE, exchange: exchange.n, ...got }];
    });
    const notes = context.depth === 'quick' ? ['whether what it says comes true shows from depth standard on'] : [];
    return verdictOf(told.length, distinct(findings), notes);
  },
};

/** @param later the responses to the provider's keys in the steps where requests follow each other, in order */
function wrong(
  exchange: CompletedExchange,
  context: CheckContext,
  later: readonly CompletedExchange[],
): Pick<Finding, 'want' | 'got' | 'others'> | undefined {
  const value = header(exchange.response, 'retry-after') ?? '';
  const windowMs = context.target.windowSeconds * 1000;
  const wait = retryAfterMs(exchange.response, receivedAt(exchange));
  const isDate = !/^\d+$/.test(value);
  const sent = `Retry-After: ${value}`;
  if (wait === undefined) return { want: 'Retry-After in whole seconds, or an HTTP date', got: sent, others: 'never' };
  if (wait > windowMs + 1_000 + (isDate ? CUT_MS : 0))
    return { want: `Retry-After of at most ${windowMs / 1000} s`, got: sent, others: 'never' };
  const [until, now] = [httpDate(value), httpDate(header(exchange.response, 'date'))];
  if (until !== undefined && now !== undefined && now - until > SLACK_MS + CUT_MS)
    return {
      want: 'Retry-After with a date to come',
      got: `${sent}, although it is ${new Date(now).toUTCString()}`,
      others: 'never',
    };
  return untrue(exchange, wait, SLACK_MS + (isDate ? CUT_MS : 0), context, later);
}

/** Whether later responses contradict a promise to serve again after `ms`. */
function untrue(
  exchange: CompletedExchange,
  ms: number,
  slack: number,
  { recorder }: CheckContext,
  later: readonly CompletedExchange[],
): Pick<Finding, 'want' | 'got' | 'others'> | undefined {
  if (!STEPS.includes(exchange.scenario) || keyOf(exchange.request) !== 'active') return undefined;
  const heard = receivedAt(exchange);
  const want = `Retry-After true to within 2 s`;
  // Within a millisecond the order of the records decides which came after.
  const after = later.filter((one) => one.n > exchange.n && one.sentAt >= heard);
  const served = after.find((one) => isServed(recorder, one));
  if (served && keyOf(served.request) === 'active' && receivedAt(served) < exchange.sentAt + ms - slack) {
    const passed = seconds(receivedAt(served) - exchange.sentAt);
    return { want, got: `${ms / 1000} s promised, served after ${passed}`, others: 'seen' };
  }
  const rejected = after.findLast(
    (one) =>
      rejectedForQuota(recorder, one) && one.sentAt > heard + ms + slack && (served === undefined || one.n < served.n),
  );
  if (rejected === undefined) return undefined;
  return { want, got: `${ms / 1000} s promised, still rejected ${seconds(rejected.sentAt - heard)} later` };
}

/** One finding for each kind of breach, with the worst example. */
function distinct(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ want }, i) => findings.findIndex((other) => other.want === want) === i);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export const samples: Samples = {
  passes: sampleRecovery((left) => String(left)),
  rejects: [
    ...['60', 'soon', '3600', '1'].map((value) => sampleRecovery(() => value)),
    sampleRecovery(() => 'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:59:37 GMT'),
  ],
};
