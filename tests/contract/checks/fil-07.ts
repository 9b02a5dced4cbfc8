import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { listAskFor, seenList, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withFilters } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { promised } from './conditions.ts';
import { malformedJson } from './malformed.ts';
import { operationsOf } from './rotate.ts';
import { wants400 } from './refused.ts';

/** FIL-07: a filter by a field or predicate that does not exist, or with malformed JSON, is refused with 400. */
export const fil07 = caseCheck('FIL-07', function* (seen) {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const field = promised(list)[0]?.name ?? 'id';
    const rule = (name: string, predicate: string) =>
      JSON.stringify({ field: name, predicate, condition: '1', operator: null });
    // clientName is what one public client sends for client.name.
    const texts: [what: string, text: string][] = [
      ['an unknown field', rule('noSuchField', 'equal')],
      ['an unknown predicate', rule(field, 'resembles')],
      ['the unknown field clientName', rule('clientName', 'equal')],
    ];
    for (const [i, [what, text]] of texts.entries()) {
      const depth = nth === 0 && i < 2 ? 'quick' : i === 0 ? 'standard' : 'full';
      yield* caseOf(seen, list, what, text, depth);
    }
    yield* generated(seen, {
      name: `FIL-07 ${operation.id}`,
      arbitrary: malformedJson(rule(field, 'equal')),
      runs: nth === 0 ? 4 : 2,
      toCase: (text) => caseOf(seen, list, 'malformed JSON', text, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
  }
});

function caseOf(seen: Seen, list: SeenList, what: string, text: string, depth: Case['depth']): Case[] {
  const ask = listAskFor(seen, list.operation, { more: [['queryFilters', text]] });
  if (!ask) return [];
  const judge = wants400(`queryFilters with ${what}: ${text.slice(0, 80)}`);
  return [{ operation: list.operation.id, label: what, depth, asks: [ask], judge }];
}

/** The rejected server ignores rules by fields that it does not know. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withFilters(ask, (rules) => rules.filter(({ field }) => field !== 'noSuchField')),
  ),
};
