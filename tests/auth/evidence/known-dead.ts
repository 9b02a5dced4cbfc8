import { listAsk } from '../../harness/asks.ts';
import type { Seen, Want } from '../../harness/check.ts';
import { keyOf } from '../../harness/exchange.ts';
import type { Item } from './life.ts';

/** That a value which is known to be dead was refused, wherever a suite sent it. */
export function knownDead({ ledger }: Seen, key: 'revoked' | 'deleted'): Item {
  const all = ledger.answered().filter(({ ask, answer }) => keyOf(ask) === key && answer.status !== 429);
  const told = all.filter(({ answer }) => answer.status < 500);
  if (told.length === 0) return null;
  const served = told.find(({ answer }) => answer.status < 400);
  if (served === undefined) return true;
  const got = String(served.answer.status);
  return { operation: served.ask.operation ?? 'API', want: `the ${key} key refused`, got, exchange: served.n };
}

/** One question with a key that is known to be dead; it is asked only where its value is configured. */
export function* askWith({ contract }: Seen, key: 'revoked' | 'deleted'): Iterable<Want> {
  const [operation] = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  if (operation !== undefined)
    yield { asks: [listAsk(operation, {}, { key })], depth: 'quick', label: `known dead: ${key}` };
}
