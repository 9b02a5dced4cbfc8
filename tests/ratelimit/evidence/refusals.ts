import { answered, type AnsweredExchange } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { STEP } from '../scenes/names.ts';
import { kindOf, refusalKinds } from './bursts.ts';

const BURSTS: readonly string[] = [STEP.burst1, STEP.again, STEP.burst2, STEP.refill1, STEP.race];

/** The answers of bursts that refused for the budget. */
export function refusals(ledger: Ledger): AnsweredExchange[] {
  const kinds = refusalKinds(ledger);
  return ledger.answered().filter((exchange) => BURSTS.includes(exchange.scene) && kinds.has(kindOf(exchange)));
}

/** Every 429 of the run, whoever sent for it. */
export function every429(ledger: Ledger): AnsweredExchange[] {
  return ledger
    .all()
    .filter(answered)
    .filter(({ answer }) => answer.status === 429);
}
