import type { Exchange, Next, Reply, Stage } from './exchange.ts';
import { checkKey } from './stages/check-key.ts';
import { fault } from './stages/fault.ts';
import { journal } from './stages/journal.ts';
import { latency } from './stages/latency.ts';
import { preflight } from './stages/preflight.ts';
import { prism } from './stages/prism.ts';
import { reply } from './stages/reply.ts';
import { spendBudget } from './stages/spend-budget.ts';

/** The way of a request to the API. The order is contract: it decides which refusal comes first (AUTH-05, LIM-10). */
export const pipeline: readonly Stage[] = [journal, latency, fault, preflight, checkKey, spendBudget, prism, reply];

const end: Next = () => {
  throw new Error('The last stage of the pipeline has to reply.');
};

/** The stages put together once: each knows what comes after it. */
const way = pipeline.reduceRight<Next>((next, stage) => (exchange) => stage(exchange, next), end);

/** Sends an exchange through the pipeline. A stage that fails throws, or rejects when something was waited for. */
export function run(exchange: Exchange): Reply | Promise<Reply> {
  return way(exchange);
}
