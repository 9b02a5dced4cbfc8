import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import type { FilterRule } from '../../harness/asks.ts';
import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { conditionFor } from '../../harness/model/values.ts';
import { envelope, seenList, valueAt, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withFilters } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { promised } from './conditions.ts';
import { filterAsk, judgeFilter } from './filtered.ts';
import { operationsOf } from './rotate.ts';

/** Texts that something between client and database may take for more than text. */
const HOSTILE = [
  '%',
  '_',
  "'",
  '+',
  '&',
  '"',
  '\\',
  '{}',
  '[a-z]',
  '%%',
  "' OR '1'='1",
  '*',
  '?',
  '#',
  ';',
  '<b>',
  '松',
  'ß',
  '🦊',
  '\u0000',
];
/** Longer than any name, and short enough for a query. */
const LONG = 'x'.repeat(1800);

/** FIL-08: conditions are data, matched literally, never interpreted, never a 5xx. */
export const fil08 = caseCheck('FIL-08', function* (seen) {
  let nth = 0;
  for (const operation of operationsOf(seen)) {
    const list = seenList(seen, operation);
    const field = list && wordiest(list);
    if (!list || !field) continue;
    const one = (predicate: string, condition: string, depth: Case['depth']) =>
      caseOf(seen, list, { field: field.name, predicate, condition }, depth);
    const most = nth === 0 ? 'quick' : 'standard';
    for (const [i, condition] of ['%', '_', "'", '+', '&'].entries())
      yield* one('contains', condition, nth === 0 ? (i < 3 ? 'quick' : 'standard') : 'full');
    // An escape that is decoded twice becomes the letter a.
    for (const condition of ['%61', ...indented(list, field)])
      yield* one('contains', condition, nth === 0 ? 'standard' : 'full');
    yield* one('contains', LONG, nth === 0 ? 'standard' : 'full');
    for (const condition of oddValues(list, field)) yield* one('equal', condition, most);
    yield* generated(seen, {
      name: `FIL-08 ${operation.id}`,
      arbitrary: fc
        .array(fc.constantFrom(...HOSTILE, 'a', ' '), { minLength: 1, maxLength: 4 })
        .map((parts) => parts.join('')),
      runs: 4,
      toCase: (condition) => one('contains', condition, nth === 0 ? 'standard' : 'full')[0] ?? null,
    });
    nth += 1;
  }
});

/** The text field in which most rows seen differ. */
function wordiest(list: SeenList): Field | undefined {
  const kinds = (field: Field) => new Set(list.rows.map((row) => valueAt(row, field.member))).size;
  return promised(list)
    .filter(({ type }) => type === 'string')
    .sort((a, b) => kinds(b) - kinds(a))[0];
}

/** The beginning of a value after a blank that no row has before it: found by a server that takes blanks off. */
function indented(list: SeenList, field: Field): string[] {
  const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
  const words = values.flatMap((text) => /^[A-Za-z]{3,}/.exec(text)?.[0] ?? []);
  const blanked = (word: string) => ` ${word}`.toLowerCase();
  return words
    .filter((word) => !values.some((text) => text.toLowerCase().includes(blanked(word))))
    .map((word) => ` ${word}`)
    .slice(0, 1);
}

/** Values that the rows really have and that hold odd characters, one at most: they must be found again. */
function oddValues(list: SeenList, field: Field): string[] {
  const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
  return values.filter((text) => /[%_'+&"\\]/.test(text) && text.length < 200).slice(0, 1);
}

function caseOf(seen: Seen, list: SeenList, rule: FilterRule, depth: Case['depth']): Case[] {
  const ask = filterAsk(seen, list.operation, [rule]);
  if (!ask) return [];
  const shown =
    rule.condition && rule.condition.length > 80
      ? `${rule.condition.length} characters`
      : JSON.stringify(rule.condition);
  const judge: Case['judge'] = (exchange) => {
    const { status } = exchange.answer;
    // NUL and very long texts may be refused; what is served must be right.
    if (status >= 400 && status < 500 && /\0|x{200}/.test(rule.condition ?? ''))
      return { note: `refused ${shown} with ${status}` };
    if (!envelope(exchange.answer)) return { want: `${shown} taken as text`, got: `status ${status}` };
    return judgeFilter(list, [rule], exchange);
  };
  return [{ operation: list.operation.id, label: `${rule.predicate} ${shown}`, depth, asks: [ask], judge }];
}

/** The rejected server takes `%` for "anything", as SQL's LIKE does. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withFilters(ask, (rules) => (rules.some(({ condition }) => condition?.includes('%')) ? [] : rules)),
  ),
};
