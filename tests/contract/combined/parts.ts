import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { chooseFitting } from '../../../verifier/choose.ts';
import { predict } from '../../../verifier/model/filter.ts';
import { ofFirstPage, valueAt, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import { conditionFor, fold } from '../../../verifier/model/values.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { beginningRule, equalRule, promised, splits, valuesOf } from '../checks/conditions.ts';
import { containsRule } from '../checks/contains-rule.ts';
import { alteredParts } from './altered-parts.ts';
import { besideParts } from './beside.ts';
import {
  capitalRule,
  defaultRules,
  fractionRule,
  isWhole,
  labelOfWords,
  notEqualTo,
  otherThanAll,
  pivotRule,
  wholeRule,
} from './field-rules.ts';
import { lookalikes } from './lookalikes.ts';
import { longPart, oddParts } from './odd-parts.ts';
import type { Part, PartKind } from './part.ts';

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** Every documented filter field of a list with every predicate that its rows can show. */
export function partsOf(context: CheckContext, list: KnownList): readonly Part[] {
  return ofFirstPage(list, `parts ${context.seed}`, () =>
    withRareTexts(
      context,
      list,
      promised(list).flatMap((field) => fieldParts(context, list, field)),
    ).concat(oddParts(context, list), longPart(list), alteredParts(context, list)),
  );
}

/** Things in a text that servers often handle wrongly. */
const RARE: readonly RegExp[] = [/[^\p{ASCII}]/u, /[^\u0000-\u00ff]/u, /[-.,:()&'"%_+]/, /.{21}/, /\S \S/];

/** The parts, with one more for each rare thing in a text that no condition among them has; at `full` of each field. */
function withRareTexts(context: CheckContext, list: KnownList, parts: readonly Part[]): Part[] {
  const all = [...parts];
  const texts = promised(list).filter(({ type }) => type === 'string');
  for (const fields of context.depth === 'full' ? texts.map((field) => [field]) : [texts])
    for (const rare of RARE) {
      const has = ({ kind, field, rule }: Part) =>
        kind === 'equal' && fields.includes(field) && rare.test(rule.condition ?? '');
      if (all.some(has)) continue;
      const more = fields.flatMap((field) =>
        valuesOf(field, list)
          .filter((value) => rare.test(value))
          .map((condition): Part => ({
            ...{ kind: 'equal', field },
            rule: { field: field.name, predicate: 'equal', condition },
          })),
      );
      const seed = [context.seed, list.operation.id, rare.source, fields.map(({ name }) => name).join()] as const;
      const part = chooseFitting(more, ({ field, rule }) => splits(list, field, rule), ...seed);
      if (part) all.push(part);
    }
  return all;
}

function fieldParts(context: CheckContext, list: KnownList, field: Field): Part[] {
  const equal = equalRule(context, field, list);
  const rules: [PartKind, FilterRule | null][] = [
    ['equal', equal],
    ['equal', labelOfWords(list, field, equal)],
    ...defaultRules(list, field, equal).map((rule): [PartKind, FilterRule] => ['equal', rule]),
    ['equal', fractionRule(context, list, field, equal)],
    ['beginning', beginningRule(context, field, list) ?? (equal ? null : otherThanAll(list, field))],
    ['contains', containsRule(context, field, list)],
    ['contains', isWhole(context, field) ? wholeRule(context, list, field) : capitalRule(context, list, field)],
    ['above', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'greaterThan') : null],
    ['below', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'lessThan') : null],
    ['unequal', notEqualTo(list, field, equal)],
  ];
  const parts = rules.flatMap(([kind, rule]): Part[] => {
    if (!rule) return [];
    return [
      {
        ...{ kind, field, rule },
        ...(kind === 'beginning' && { shows: (row) => beginsWith(field, rule, row) }),
        ...(kind === 'equal' && field.type === 'string' && { tempts: (row) => isWithin(field, rule, row) }),
        ...(['above', 'below'].includes(kind) && { tempts: (row) => isAt(field, rule, row) }),
      },
    ];
  });
  return [...parts, ...lookalikes(context, list, field), ...besideParts(context, list, field)];
}

/** Whether a row's text holds a condition and more: a server that compares parts, or ends, takes it. */
function isWithin(field: Field, { condition }: FilterRule, row: Row): boolean {
  const value = conditionFor(valueAt(row, field.member));
  return value !== null && fold(value) !== fold(condition ?? '') && fold(value).includes(fold(condition ?? ''));
}

/** Whether a row has the very value of a comparison: a server that takes it for "or equal" takes the row. */
const isAt = (field: Field, rule: FilterRule, row: Row) =>
  predict(row, field, { ...rule, predicate: 'equal' }) === 'yes';

/** Whether a server that compares beginnings would take a row by a rule. */
function beginsWith(field: Field, rule: FilterRule, row: Row): boolean {
  const value = conditionFor(valueAt(row, field.member));
  if (value === null) return false;
  if (field.type === 'date') return value.startsWith((rule.condition ?? '').slice(0, 10));
  return fold(value).startsWith(fold(rule.condition ?? ''));
}
