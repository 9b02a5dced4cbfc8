import type { Exchange, Reply, Stage } from './exchange.ts';
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

/** Sends an exchange through the pipeline. */
export function run(exchange: Exchange, from = 0): Promise<Reply> {
  const stage = pipeline[from];
  if (!stage) throw new Error('The last stage of the pipeline has to reply.');
  return stage(exchange, (next) => run(next, from + 1));
}
