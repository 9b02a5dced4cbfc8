import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { generated } from '../../../verifier/generated.ts';
import { listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding, understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { promised } from './conditions.ts';
import { malformedJson } from './malformed.ts';
import { early, operationsOf, rotated } from './rotate.ts';
import { expects400 } from './rejected.ts';
import { knownElsewhere, neverBroken, wrongStructures } from './wrong-rules.ts';

/** Wrong structures that every run tries, each on one list. */
const SURE = 5;

/** SRT-05: an unknown sort field or direction, or malformed JSON, is rejected with 400. */
export const srt05 = caseCheck('SRT-05', function* (context) {
  const lists = operationsOf(context).length;
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const field = promised(list)[0]?.name ?? 'id';
    const rule = (name: string, direction: string) => JSON.stringify({ field: name, direction });
    // The most common mistake is in every standard run; generated ones follow where there is room.
    if (nth === 0)
      yield* caseOf(context, list, 'JSON that is cut off', rule(field, 'asc').slice(0, -1), early(context));
    yield* caseOf(context, list, 'an unknown field', rule('noSuchField', 'asc'), nth === 0 ? 'quick' : 'full');
    const elsewhere = rule(knownElsewhere('sort', nth, context.seed), 'asc');
    yield* caseOf(context, list, 'a field known elsewhere', elsewhere, nth === 1 ? early(context) : 'full');
    yield* caseOf(context, list, 'an unknown direction', rule(field, 'upwards'), nth === 0 ? 'standard' : 'full');
    for (const [i, [what, text]] of rotated(wrongStructures({ field, direction: 'asc' }), context).entries())
      yield* caseOf(context, list, what, text, i < SURE && i % lists === nth ? 'standard' : 'full', neverBroken(what));
    yield* generated(context, {
      name: `SRT-05 ${operation.id}`,
      arbitrary: malformedJson(rule(field, 'asc')),
      runs: nth === 0 ? 3 : 1,
      toCase: (text) => caseOf(context, list, 'malformed JSON', text, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
  }
});

function caseOf(
  context: CheckContext,
  list: KnownList,
  what: string,
  text: string,
  depth: Case['depth'],
  judge: Case['judge'] = expects400(`sortingRules with ${what}: ${text.slice(0, 80)}`),
): Case[] {
  const request = listRequestFor(context, list.operation, { more: [['sortingRules', text]] });
  if (!request) return [];
  return [{ operation: list.operation.id, label: what, depth, requests: [request], judge }];
}

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
    // It crashes on JSON that is cut off.
    responding(sampleServer(), ({ target }) =>
      /sortingRules=[^&]*%22asc%22$/.test(target) ? problem(500, 'Error') : undefined,
    ),
    // It crashes on null in place of rules.
    responding(sampleServer(), ({ target }) =>
      target.endsWith('sortingRules=null') ? problem(500, 'Error') : undefined,
    ),
  ],
};
