import type { CompletedExchange, Exchange } from '../../../verifier/exchange.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { allowance } from './allowance.ts';
import { receivedAt, rejectedAsBefore } from './bursts.ts';

/** Steps in which kinds of requests are tried while the quota is used up: `lim-kind HEAD`, `lim-client another Accept`. */
export const KIND_STEP = 'lim-kind ';
export const CLIENT_STEP = 'lim-client ';

/** Served requests beside rejections, beyond what a refill explains, that prove that a kind has a quota of its own, or none. */
const PROOF = 2;

/** The responses to one kind of request while a plain one was rejected right before and right after. */
export interface KindTried {
  readonly name: string;
  readonly served: readonly CompletedExchange[];
  readonly allowed: number;
}

/** The kinds that were tried in steps of this name. */
export function kindsTried(recorder: Recorder, prefix: string, rate: { limit: number; windowMs: number }): KindTried[] {
  const steps = [...new Set(recorder.all().map(({ scenario }) => scenario))].filter((one) => one.startsWith(prefix));
  return steps.map((step) => {
    const scenario = recorder.scenario(step);
    const [first] = scenario;
    const last = scenario.at(-1);
    const ms = first && last ? receivedAt(last) - first.sentAt : 0;
    const served = scenario.filter(
      (one, i): one is CompletedExchange =>
        i % 2 === 1 &&
        isServedKind(one) &&
        [scenario[i - 1], scenario[i + 1]].every(
          (beside) => beside !== undefined && rejectedAsBefore(recorder, beside),
        ),
    );
    return { name: step.slice(prefix.length), served, allowed: allowance(rate, ms) + PROOF };
  });
}

/** The kinds that were served more often than a shared quota allows. */
export const ofTheirOwn = (kinds: readonly KindTried[]): KindTried[] =>
  kinds.filter(({ served, allowed }) => served.length > allowed);

/** Whether a list came, or the headers of one. */
export function isServedKind({ request, response }: Exchange): boolean {
  if (response === undefined || response.status !== 200) return false;
  if (request.method === 'HEAD') return /json/i.test((response.headers['content-type'] ?? []).join());
  return envelope(response) !== null;
}
