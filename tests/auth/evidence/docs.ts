import type { ClauseId } from '../../../spec/clauses.ts';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Observation } from '../../../verifier/observation.ts';
import { lost } from '../../../verifier/reason.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { DOC } from './names.ts';
import { unavailable } from './unavailable.ts';

/** What the Swagger UI page must show: the fact, its value, and its name in messages. */
export interface DocsRule {
  fact: string;
  holds(value: Observation['value']): boolean;
  want: string;
  /** Whether the value comes from the network rather than from the target. */
  unusable?(value: Observation['value']): boolean;
}

/** Makes a check of what the Swagger UI page showed. */
export function docsCheck(clause: ClauseId, rules: readonly DocsRule[]): Check {
  return {
    clause,
    judge({ recorder }: CheckContext) {
      const context = recorder.observed(DOC);
      const told = rules.flatMap((rule) =>
        context.filter(({ fact }) => fact === rule.fact).map((one) => ({ rule, one })),
      );
      const unusable = told.filter(({ rule, one }) => rule.unusable?.(one.value));
      const findings = told
        .filter((all) => !unusable.includes(all))
        .filter(({ rule, one }) => !rule.holds(one.value))
        .map(({ rule, one }) => ({ operation: one.step, want: rule.want, got: inWords(one.value) }));
      const why = unavailable(context);
      if (findings.length > 0) return verdictOf(told.length, findings);
      if (why !== undefined) return notRun(why);
      const [other] = unusable;
      return other
        ? notRun(lost(`the API was not reached: ${inWords(other.one.value)} came in place of its response`))
        : verdictOf(told.length, []);
    },
  };
}

function inWords(value: Observation['value']): string {
  if (value === false || value === '' || value === null) return 'none';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A rule for facts that are true or false. */
export function shown(fact: string, want: string): DocsRule {
  return { fact, holds: (value) => value === true, want };
}

/** A rule for lists of what is missing. */
export function complete(fact: string, want: string): DocsRule {
  return { fact, holds: (value) => Array.isArray(value) && value.length === 0, want };
}
