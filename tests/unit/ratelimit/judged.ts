import { clause } from '../../../spec/clauses.ts';
import { grade } from '../../../verifier/verdict.ts';
import { ratelimitChecks } from '../../ratelimit/catalogue.ts';
import { measureLimit } from '../../ratelimit/scenarios/measure.ts';
import type { Driven } from './drive.ts';

/** Measures a target's limit. @returns clauses by verdict, as a strict run grades them unless said, and what was said of the others */
export async function judged({ target, context }: Driven, strict = true) {
  await measureLimit(target);
  const results = ratelimitChecks.map((check) => grade(clause(check.clause), check.judge(context), strict));
  const of = (verdict: string) => results.filter((one) => one.verdict === verdict).map(({ id }) => id);
  const why = results.flatMap(({ id, findings, reason, verdict }) =>
    verdict === 'pass' ? [] : [`${id} ${reason ?? findings.map(({ got }) => got).join('; ')}`],
  );
  return { pass: of('pass'), fail: of('fail'), warn: of('warn'), notRun: of('not-run'), why, context };
}
