import type { ClauseId } from '../spec/clauses.ts';
import type { Broken } from './case.ts';
import type { CheckContext } from './check-context.ts';
import type { Check } from './check.ts';
import type { CompletedExchange } from './exchange.ts';
import { finding } from './finding.ts';
import { tally, verdictOf, type Finding } from './verdict.ts';

/** Where a request belongs to no operation. */
const OTHER_PATHS = 'other paths';

/** Makes a check that reads every response of the run. It sends nothing itself, except what `requestGroups` adds. */
export function everyResponseCheck(
  clause: ClauseId,
  judge: (exchange: CompletedExchange, context: CheckContext) => readonly Broken[] | undefined,
  whyNothing?: string,
  requestGroups?: Check['requestGroups'],
): Check {
  return {
    clause,
    ...(requestGroups === undefined ? {} : { requestGroups }),
    judge(context) {
      const tried: Record<string, number> = {};
      const findings = new Map<string, { finding: Finding; times: number }>();
      for (const exchange of context.recorder.completed()) {
        const results = judge(exchange, context);
        if (results === undefined) continue;
        tally(tried, exchange.request.operation ?? OTHER_PATHS);
        const operation = exchange.request.operation ?? `${exchange.request.method} ${exchange.request.target}`;
        for (const result of results) {
          // The same breach in many responses of an operation is one finding.
          const got = result.tolerated ? '' : result.got;
          const same = [operation, result.want, got, result.pointer?.replace(/\d+/g, '0') ?? ''].join('\n');
          const known = findings.get(same);
          if (known) known.times += 1;
          else findings.set(same, { finding: finding(operation, result, context, exchange.n), times: 1 });
        }
      }
      const told = [...findings.values()].map(({ finding: one, times }) =>
        times > 1 ? { ...one, got: `${one.got} (and ${times - 1} more like it)` } : one,
      );
      return verdictOf(tried, told, [], whyNothing);
    },
  };
}
