import { clientRules, type ClientRule } from '../spec/client-rules.ts';
import type { DrillFinding, DrillRule, DrillScenario, DrillVerdict } from '../spec/drill-record.ts';
import type { Evidence, RuleFinding } from './rules/evidence.ts';
import { RULES } from './rules/index.ts';
import type { Scenario } from './scenarios/index.ts';

/** Most findings of a rule that are kept; more of them add nothing. */
const MOST_FINDINGS = 20;

/** Equal findings as one, with all the scenarios in which they were made. */
function once(findings: readonly RuleFinding[]): (DrillFinding & { mild: boolean })[] {
  const known = new Map<string, DrillFinding & { mild: boolean; also: string[] }>();
  for (const { scenario, want, got, request, mild = false } of findings) {
    const name = JSON.stringify([want, got, request]);
    const before = known.get(name);
    if (!before) known.set(name, { scenario, also: [], want, got, ...(request !== undefined && { request }), mild });
    else if (before.scenario !== scenario && !before.also.includes(scenario)) before.also.push(scenario);
  }
  return [...known.values()].map(({ also, ...finding }) => ({ ...finding, ...(also.length > 0 && { also }) }));
}

/** The verdict of a rule. A broken "should" warns, and so does a "must" if nothing was lost silently; strict fails both. */
function verdictOf({ level }: ClientRule, findings: readonly { mild: boolean }[], strict: boolean): DrillVerdict {
  if (findings.length === 0) return 'pass';
  const fails = strict || (level === 'must' && findings.some(({ mild }) => !mild));
  return fails ? 'fail' : 'warn';
}

/** Judges the evidence by every rule. */
export function judgeRules(evidence: Evidence, strict: boolean): DrillRule[] {
  return clientRules().map((rule) => {
    const judge = RULES.find(({ id }) => id === rule.id)?.judge;
    if (!judge) throw new Error(`There is no judge for ${rule.id} in drill/rules/.`);
    const { checked, findings: all, reason } = judge(evidence);
    const { id, level } = rule;
    const found = once(all);
    if (checked === 0 && found.length === 0) {
      return { id, level, verdict: 'not-run', reason: reason ?? 'nothing to judge', checked, findings: [] };
    }
    const verdict = verdictOf(rule, found, strict);
    // The worst first: a reader sees why the rule fails.
    found.sort((a, b) => Number(a.mild) - Number(b.mild));
    return { id, level, verdict, checked, findings: found.slice(0, MOST_FINDINGS).map(({ mild: _, ...one }) => one) };
  });
}

/** Rules about what a client always sends and prints: they do not depend on a scenario. */
const EVERYWHERE = ['USE-01', 'USE-02', 'USE-03', 'USE-04', 'USE-05', 'USE-19'];
const WORST: readonly DrillVerdict[] = ['fail', 'warn', 'pass'];

/** The result of each scenario. */
export function judgeScenarios(
  scenarios: readonly Scenario[],
  unfit: ReadonlyMap<string, string>,
  { runs }: Evidence,
  rules: readonly DrillRule[],
): DrillScenario[] {
  return scenarios.map(({ id, sentence, expects }) => {
    const run = runs.find(({ scenario }) => scenario.id === id);
    const { exitCode = null, seconds = 0, requests = [], shown = false, overdue = false } = run ?? {};
    const facts = { exitCode, seconds: Math.round(seconds * 100) / 100, requests: requests.length };
    const about = { id, sentence, expects };
    const why =
      unfit.get(id) ??
      (!run ? 'it was not run' : shown ? undefined : 'the client sent no request that it could disturb');
    if (why !== undefined) return { ...about, verdict: 'not-run', reason: why, ...facts };
    const verdicts = rules
      .filter((rule) => !EVERYWHERE.includes(rule.id))
      .filter(({ findings }) => findings.some(({ scenario, also = [] }) => scenario === id || also.includes(id)))
      .map(({ verdict }) => verdict);
    const verdict = WORST.find((one) => verdicts.includes(one)) ?? 'pass';
    if (overdue && verdict === 'pass') {
      return { ...about, verdict: 'not-run', reason: 'the client had not ended in time: raise --timeout', ...facts };
    }
    return { ...about, verdict, ...facts };
  });
}
