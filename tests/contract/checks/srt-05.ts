import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { listAskFor, seenList, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withSorts } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { promised } from './conditions.ts';
import { malformedJson } from './malformed.ts';
import { operationsOf } from './rotate.ts';
import { wants400 } from './refused.ts';

/** SRT-05: an unknown sort field or direction, or malformed JSON, is refused with 400. */
export const srt05 = caseCheck('SRT-05', function* (seen) {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const field = promised(list)[0]?.name ?? 'id';
    const rule = (name: string, direction: string) => JSON.stringify({ field: name, direction });
    yield* caseOf(seen, list, 'an unknown field', rule('noSuchField', 'asc'), nth === 0 ? 'quick' : 'standard');
    yield* caseOf(seen, list, 'an unknown direction', rule(field, 'upwards'), nth === 0 ? 'standard' : 'full');
    yield* generated(seen, {
      name: `SRT-05 ${operation.id}`,
      arbitrary: malformedJson(rule(field, 'asc')),
      runs: nth === 0 ? 3 : 1,
      toCase: (text) => caseOf(seen, list, 'malformed JSON', text, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
  }
});

function caseOf(seen: Seen, list: SeenList, what: string, text: string, depth: Case['depth']): Case[] {
  const ask = listAskFor(seen, list.operation, { more: [['sortingRules', text]] });
  if (!ask) return [];
  const judge = wants400(`sortingRules with ${what}: ${text.slice(0, 80)}`);
  return [{ operation: list.operation.id, label: what, depth, asks: [ask], judge }];
}

/** The rejected server ignores rules by fields that it does not know. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withSorts(ask, (rules) => rules.filter(({ field }) => field !== 'noSuchField')),
  ),
};
