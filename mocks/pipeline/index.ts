import type { Exchange, Next, Stage } from './exchange.ts';
import type { Reply } from '../types.ts';
import { checkKey } from './check-key.ts';
import { fault } from './fault.ts';
import { journal } from './journal.ts';
import { latency } from './latency.ts';
import { preflight } from './preflight.ts';
import { prism } from './prism.ts';
import { reply } from './reply.ts';
import { situation } from './situation.ts';
import { spendBudget } from './spend-budget.ts';

/** The way of a request to the API. The order is contract: it decides which rejection comes first (AUTH-05, LIM-10). */
export const pipeline: readonly Stage[] = [
  ...[journal, latency, fault, preflight, situation],
  ...[checkKey, spendBudget, prism, reply],
];

const end: Next = () => {
  throw new Error('The last stage of the pipeline has to reply.');
};

/** The stages put together once: each knows what comes after it. */
const handler = pipeline.reduceRight<Next>((next, stage) => (exchange) => stage(exchange, next), end);

/** Sends an exchange through the pipeline. A stage that fails throws, or rejects when something was waited for. */
export function run(exchange: Exchange): Reply | Promise<Reply> {
  return handler(exchange);
}
