import type { Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { expects400 } from './rejected.ts';

/** No name at all, and that of a field which only other lists have. */
export function* undocumentedNames(
  { contract }: CheckContext,
  { operation }: KnownList,
): Iterable<[what: string, name: string]> {
  yield ['an empty field name', ''];
  const own = new Set(operation.fields.map(({ name }) => name.toLowerCase()));
  const others = contract.operations.flatMap(({ fields }) => fields.map(({ name }) => name));
  const foreign = others.find((name) => name.includes('.') && !own.has(name.toLowerCase()));
  if (foreign !== undefined) yield [`the field ${foreign} of another list`, foreign];
}

/** A server may take a rule that names nothing for no rule, and may know more fields than the contract: that is warned of. */
export const warnedWhereServed =
  (what: string) =>
  (exchange: CompletedExchange): Outcome => {
    const outcome = expects400(`queryFilters with ${what}`)(exchange);
    return outcome && 'want' in outcome && exchange.response.status < 300 ? { ...outcome, tolerated: true } : outcome;
  };
