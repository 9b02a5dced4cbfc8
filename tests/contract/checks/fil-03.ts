import type { Field } from '../../../spec/contract.ts';
import type { FilterRule } from '../../harness/asks.ts';
import type { Case, Outcome, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { hash } from '../../harness/choose.ts';
import type { AnsweredExchange } from '../../harness/exchange.ts';
import { comparable } from '../../harness/model/values.ts';
import { envelope, ofFirstPage, seenList, valueAt, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withFilters } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { promised, splits, valuesOf } from './conditions.ts';
import { filterAsk, judgeFilter } from './filtered.ts';
import { operationsOf, rotated } from './rotate.ts';

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** FIL-03: `greaterThan` and `lessThan` are strict and, with `equal`, partition the non-null rows. */
export const fil03 = caseCheck('FIL-03', function* (seen) {
  let nth = 0;
  for (const operation of operationsOf(seen)) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const fields = rotated(
      promised(list).filter(({ type }) => ORDERED.includes(type)),
      seen,
    );
    const cases = fields.flatMap((field) => caseOf(seen, list, field) ?? []);
    // At `standard` a number and a date of each list: they go wrong in ways of their own.
    const kinds = new Set<string>();
    for (const { field, ...one } of cases) {
      const kind = field.type === 'date' ? 'date' : 'number';
      yield { ...one, depth: kinds.has(kind) ? 'full' : nth === 0 ? 'quick' : 'standard' };
      kinds.add(kind);
      nth += 1;
    }
  }
});

function caseOf(seen: Seen, list: SeenList, field: Field): (Omit<Case, 'depth'> & { field: Field }) | null {
  const pivot = ofFirstPage(list, `pivot ${field.name} ${seen.seed}`, () => pivotOf(seen, list, field));
  if (pivot === null) return null;
  const rule = (predicate: string): FilterRule => ({ field: field.name, predicate, condition: pivot });
  const rules = [rule('greaterThan'), rule('lessThan'), rule('equal')];
  const asks = rules.flatMap((one) => filterAsk(seen, list.operation, [one]) ?? []);
  if (asks.length < rules.length) return null;
  const judge = (...answers: AnsweredExchange[]): Outcome => {
    for (const [i, answer] of answers.entries()) {
      const wrong = judgeFilter(list, rules.slice(i, i + 1), answer);
      if (wrong) return { ...wrong, exchange: answer.n };
    }
    const totals = answers.map(({ answer }) => envelope(answer)?.totalCount ?? 0);
    const sum = totals.reduce((a, b) => a + b, 0);
    const nulls = list.known.filter((row) => comparable(field, valueAt(row, field.member)) === null).length;
    const most = list.totalCount - nulls;
    if (sum <= most && (!list.complete || sum === most)) return undefined;
    return { want: `${most} rows above, below and at ${field.name} ${pivot}`, got: `${totals.join(' + ')} rows` };
  };
  return { field, operation: list.operation.id, label: field.name, asks, judge };
}

/**
 * A value with rows above and below it. Among such the one under which most rows would change sides if they were
 * compared as text (9 and 10), then by the seed.
 */
function pivotOf(seen: Seen, list: SeenList, field: Field): string | null {
  const conditions = valuesOf(field, list).filter((condition) =>
    ['greaterThan', 'lessThan'].every((predicate) => splits(list, field, { field: field.name, predicate, condition })),
  );
  const order = (condition: string) => hash(seen.seed, list.operation.id, field.name, condition);
  const misplaced = (condition: string) =>
    list.rows.filter((row) => {
      const value = valueAt(row, field.member);
      return typeof value === 'number' && value > Number(condition) !== String(value) > condition;
    }).length;
  const scored = conditions.map((condition) => ({ condition, score: misplaced(condition), order: order(condition) }));
  return scored.sort((a, b) => b.score - a.score || a.order - b.order)[0]?.condition ?? null;
}

/** The rejected server takes greaterThan for greater or equal. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withFilters(ask, (rules) =>
      rules.flatMap((rule) =>
        rule.predicate === 'greaterThan'
          ? [
              { ...rule, operator: 'or' as const },
              { ...rule, predicate: 'equal' },
            ]
          : rule,
      ),
    ),
  ),
};
