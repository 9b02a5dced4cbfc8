import type { Broken } from './case.ts';
import type { CheckContext } from './check-context.ts';
import { curl } from './curl.ts';
import type { Finding } from './verdict.ts';

/** Most commands that a finding shows beside its first; the rest are counted. */
const MOST_COMPARED = 5;

/**
 * A finding with what a reader needs to reproduce it: the exchange and a command.
 * @param number of the exchange that is to blame
 * @param compared numbers of the exchanges that it is compared with
 */
export function finding(
  operation: string,
  result: Broken,
  context: CheckContext,
  number: number | undefined,
  compared: readonly number[] = [],
): Finding {
  const { about: _, counted: __, evident: ___, ...told } = result;
  const exchange = number === undefined ? undefined : context.recorder.all()[number - 1];
  return {
    operation,
    ...(exchange === undefined
      ? {}
      : { exchange: exchange.n, reproduce: commands(context, [exchange.n, ...compared]) }),
    ...told,
  };
}

/** A command for each of these exchanges; only the first where all are the same request. */
function commands({ recorder, target, contract }: CheckContext, numbers: readonly number[]): string {
  const recorded = numbers.flatMap((n) => recorder.all()[n - 1] ?? []);
  const texts = recorded.map(({ request }) => curl(target.baseUrl, request, contract.keyHeader));
  const [first = '', ...others] = new Set(texts);
  const more = others.length - MOST_COMPARED;
  return [
    first,
    ...(others.length > 0 ? ['# compared with:', ...others.slice(0, MOST_COMPARED)] : []),
    ...(more > 0 ? [`# ... and ${more} more`] : []),
  ].join('\n');
}
