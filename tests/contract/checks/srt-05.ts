import { caseCheck } from '../../../verifier/case-check.ts';
import { generated } from '../../../verifier/generated.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding, understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { promised } from './conditions.ts';
import { malformedJson } from './malformed.ts';
import { early, operationsOf, rotated, takesTurns } from './rotate.ts';
import { completed, nearMisses, wrongRuleCases } from './wrong-rule-cases.ts';
import { knownElsewhere, nearlyJson, neverBroken, unknownIn, usualStructures, wrongStructures } from './wrong-rules.ts';

/** Wrong structures beside the usual ones that every run tries, each on one list. */
const SURE = 3;

/** SRT-05: an unknown sort field or direction, or malformed JSON, is rejected with 400. */
export const srt05 = caseCheck('SRT-05', function* (context) {
  const lists = operationsOf(context).length;
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const field = promised(list)[0]?.name ?? 'id';
    const rule = (name: string, direction: string) => JSON.stringify({ field: name, direction });
    const caseOf = wrongRuleCases(context, list, 'sortingRules');
    // The most common mistake is in every standard run; generated ones follow where there is room.
    const cutOff = rule(field, 'asc').slice(0, -1);
    yield* caseOf('JSON that is cut off', cutOff, nth === 0 ? early(context) : takesTurns(1, nth));
    yield* caseOf('an unknown field', rule('noSuchField', 'asc'), nth === 0 ? 'quick' : takesTurns(2, nth));
    const elsewhere = rule(knownElsewhere('sort', nth, context.seed), 'asc');
    yield* caseOf('a field known elsewhere', elsewhere, nth === 1 ? early(context) : 'full');
    const direction = unknownIn('direction', nth, context.seed);
    // That of nobody, and one that other libraries know.
    yield* caseOf('an unknown direction', rule(field, direction), nth < 2 ? early(context) : takesTurns(3, nth));
    for (const [i, { what, name }] of rotated(nearMisses(list), context).entries())
      yield* caseOf(what, rule(name, 'asc'), nth === 2 && i === 0 ? 'standard' : 'full');
    const whole = { field, direction: 'asc' };
    for (const [i, [what, text]] of rotated(nearlyJson(whole), context).entries())
      yield* caseOf(what, text, nth === 3 && i === 0 ? 'standard' : 'full');
    for (const [i, [what, text]] of usualStructures(whole).entries())
      yield* caseOf(what, text, (i + 2) % lists === nth ? early(context) : takesTurns(i + 1, nth), neverBroken(what));
    for (const [i, [what, text]] of rotated(wrongStructures(whole), context).entries())
      yield* caseOf(what, text, i < SURE && i % lists === nth ? 'standard' : 'full', neverBroken(what));
    yield* generated(context, {
      name: `SRT-05 ${operation.id}`,
      arbitrary: malformedJson(rule(field, 'asc')),
      runs: nth === 0 ? 3 : 1,
      toCase: (text) => caseOf('malformed JSON', text, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
  }
});

/** The broken server ignores rules by fields that it does not know. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) => rules.filter(({ field }) => field !== 'noSuchField')),
    ),
    // It pastes the name into its query.
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) => rules.map((rule) => ({ ...rule, field: rule.field.replace(/ desc$/, '') }))),
    ),
    // It takes a direction of other libraries.
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) =>
        rules.map((rule) => (rule.direction === 'descending' ? { ...rule, direction: 'desc' } : rule)),
      ),
    ),
    // It takes the beginning of a field for the field.
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) => rules.map((rule) => ({ ...rule, field: completed(rule.field) }))),
    ),
    // It crashes on JSON that is cut off.
    responding(sampleServer(), ({ target }) =>
      /sortingRules=[^&]*%22asc%22$/.test(target) ? problem(500, 'Error') : undefined,
    ),
    // It crashes on a rule without a direction.
    responding(sampleServer(), ({ target }) =>
      /sortingRules=%7B%22field%22%3A%22[\w.]+%22%7D$/.test(target) ? problem(500, 'Error') : undefined,
    ),
    // It crashes on null in place of rules.
    responding(sampleServer(), ({ target }) =>
      target.endsWith('sortingRules=null') ? problem(500, 'Error') : undefined,
    ),
  ],
};
