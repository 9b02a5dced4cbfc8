import { caseCheck } from '../../../verifier/case-check.ts';
import { generated } from '../../../verifier/generated.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding, understanding, withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { promised, valuesOf } from './conditions.ts';
import { malformedJson } from './malformed.ts';
import { early, operationsOf, rotated, takesTurns } from './rotate.ts';
import { undocumentedNames, warnedWhereServed } from './undocumented-names.ts';
import { completed, nearMisses, wrongRuleCases } from './wrong-rule-cases.ts';
import {
  knownElsewhere,
  nearlyJson,
  neverBroken,
  neverIgnored,
  unknownIn,
  usualStructures,
  wrongStructures,
} from './wrong-rules.ts';

/** Wrong structures beside the usual ones that every run tries, each on one list. */
const SURE = 2;

/** FIL-07: a filter by a field or predicate that does not exist, or with malformed JSON, is rejected with 400. */
export const fil07 = caseCheck('FIL-07', function* (context) {
  const lists = operationsOf(context).length;
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const first = promised(list)[0];
    const field = first?.name ?? 'id';
    // A value of the field: a server may reject a condition of another type, whatever else is wrong.
    const own = (first && valuesOf(first, list)[0]) ?? '1';
    const rule = (name: string, predicate: string, condition = own) =>
      JSON.stringify({ field: name, predicate, condition, operator: null });
    // One public client sends clientName for client.name.
    const texts: [what: string, text: string][] = [
      ['an unknown field', rule('noSuchField', 'equal')],
      ['an unknown predicate', rule(field, unknownIn('predicate', nth, context.seed))],
      ['the unknown field clientName', rule('clientName', 'equal')],
    ];
    const caseOf = wrongRuleCases(context, list, 'queryFilters');
    // The most common mistake is in every standard run; generated ones follow where there is room.
    const cutOff = rule(field, 'equal').slice(0, -1);
    yield* caseOf('JSON that is cut off', cutOff, nth === 0 ? early(context) : takesTurns(0, nth));
    for (const [i, [what, text]] of texts.entries()) {
      const depth = nth === 0 && i < 2 ? 'quick' : takesTurns(i + 1, nth);
      yield* caseOf(what, text, depth);
    }
    for (const [i, [what, name]] of [...undocumentedNames(context, list)].entries())
      yield* caseOf(what, rule(name, 'equal'), i === nth ? 'standard' : 'full', warnedWhereServed(what));
    const elsewhere = rule(knownElsewhere('filter', nth, context.seed), 'equal');
    yield* caseOf('a field known elsewhere', elsewhere, nth === 1 ? early(context) : 'full');
    for (const [i, { what, ...miss }] of rotated(nearMisses(list), context).entries())
      yield* caseOf(what, rule(miss.name, 'equal', miss.condition), nth === 2 && i === 0 ? 'standard' : 'full');
    const whole = { field, predicate: 'equal', condition: own, operator: null };
    for (const [i, [what, text]] of rotated(nearlyJson(whole), context).entries())
      yield* caseOf(what, text, nth === 3 && i === 0 ? 'standard' : 'full');
    for (const [i, [what, text]] of usualStructures(whole).entries()) {
      const depth = (i + 1) % lists === nth ? early(context) : takesTurns(i, nth);
      yield* caseOf(what, text, depth, what.startsWith('no ') ? neverIgnored(what, list) : neverBroken(what));
    }
    for (const [i, [what, text]] of rotated(wrongStructures(whole), context).entries()) {
      const depth = i < SURE && i % lists === nth ? early(context) : 'full';
      yield* caseOf(what, text, depth, neverBroken(what));
    }
    yield* generated(context, {
      name: `FIL-07 ${operation.id}`,
      arbitrary: malformedJson(rule(field, 'equal')),
      runs: nth === 0 ? 4 : 2,
      toCase: (text) => caseOf('malformed JSON', text, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
  }
});

/** The broken server ignores rules by fields that it does not know. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => rules.filter(({ field }) => field !== 'noSuchField')),
    ),
    // It takes a rule that names nothing for no rule.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => rules.filter(({ field }) => field !== '')),
    ),
    // It takes a predicate that it does not know for `equal`, and rejects conditions of another type.
    understanding(
      responding(sampleServer(), ({ target }) =>
        /condition%22%3A%221%22/.test(target) ? problem(400, 'Bad Request') : undefined,
      ),
      (request) => ({ ...request, target: request.target.replace('resembles', 'equal') }),
    ),
    // It takes the beginning of a field for the field.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => rules.map((rule) => ({ ...rule, field: completed(rule.field) }))),
    ),
    // It crashes on a name that every object of JavaScript has.
    responding(sampleServer(), ({ target }) => (target.includes('constructor') ? problem(500, 'Error') : undefined)),
    // It crashes on JSON that is cut off.
    responding(sampleServer(), ({ target }) =>
      /queryFilters=[^&]*operator%22%3Anull$/.test(target) ? problem(500, 'Error') : undefined,
    ),
    // It takes a rule without a condition for no rule.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => rules.filter((rule) => 'condition' in rule)),
    ),
    // It crashes on a rule without a predicate.
    responding(sampleServer(), ({ target }) =>
      target.includes('condition') && !target.includes('predicate') ? problem(500, 'Error') : undefined,
    ),
    // It crashes on null in place of rules.
    responding(sampleServer(), ({ target }) =>
      target.endsWith('queryFilters=null') ? problem(500, 'Error') : undefined,
    ),
  ],
};
