import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { chooseFitting, hash } from '../../../verifier/choose.ts';
import { ofFirstPage, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { conditionFor, fold } from '../../../verifier/model/values.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { splits, valuesOf } from './conditions.ts';

/** `contains` with a part from the middle of a value that other rows do not have. */
export function containsRule(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  return ofFirstPage(list, `contains ${field.name} ${context.seed}`, () => contains(context, field, list));
}

/** Letters of a part: on one text in so many, each night others, so few that an index of words or of threes does not have it. */
const [SHORT, LONG, SHORT_IN] = [2, 12, 3];
const isShort = ({ seed }: CheckContext, { name }: Field) => hash(seed, name, 'short') % SHORT_IN === 0;

function contains(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  if (field.type !== 'string') return null;
  const most = isShort(context, field) ? SHORT : LONG;
  const parts = valuesOf(field, list).flatMap((value) =>
    [...value.matchAll(/[\p{L}\p{N}]{2,}/gu)].flatMap(({ 0: word, index }) => {
      const part = word.slice(index === 0 ? 1 : 0).slice(0, most);
      return part.length >= 2 ? [part] : [];
    }),
  );
  const texts = list.rows.map((row) => conditionFor(valueAt(row, field.member)));
  const rules = [...new Set(parts)].map((condition): FilterRule => ({
    field: field.name,
    predicate: 'contains',
    condition,
  }));
  const tells = (rule: FilterRule) =>
    texts.some((text) => inside(text, rule.condition ?? '')) && splits(list, field, rule);
  return chooseFitting(rules, tells, context.seed, list.operation.id, field.name, 'contains') ?? null;
}

function inside(text: string | null, part: string): boolean {
  return text !== null && text.includes(part) && !fold(text).startsWith(fold(part));
}
