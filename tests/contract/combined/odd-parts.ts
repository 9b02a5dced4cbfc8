import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { chooseFitting } from '../../../verifier/choose.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
import { valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { anyValuesOf, promised, splits } from '../checks/conditions.ts';
import { ODD } from './odd.ts';
import type { Part } from './part.ts';

/** Texts that no other condition has (see conditions.ts), and that still fit into an address. */
const LONG = { least: 121, most: 600, encoded: 1300 };

/**
 * `equal` to a whole long text of the list, as it is shown: a server that cuts texts for display, or conditions, does not find it.
 * One whose length others share comes first, because it may be cut.
 */
export function longPart(list: KnownList): Part[] {
  const all = promised(list)
    .filter(({ type }) => type === 'string')
    .flatMap((field) => list.rows.map((row) => ({ field, text: conditionFor(valueAt(row, field.member)) ?? '' })));
  const long = all.filter(
    ({ text }) =>
      text.length >= LONG.least &&
      text.length <= LONG.most &&
      text.trim() === text &&
      encodeURIComponent(text).length <= LONG.encoded,
  );
  const shared = (length: number) =>
    new Set(long.filter((one) => one.text.length === length).map(({ text }) => text)).size;
  const [best] = long
    .map((one) => ({ ...one, isShared: shared(one.text.length) > 1 }))
    .sort((a, b) => Number(b.isShared) - Number(a.isShared) || b.text.length - a.text.length);
  const rule = best && { field: best.field.name, predicate: 'equal', condition: best.text };
  return best && rule && splits(list, best.field, rule) ? [{ kind: 'equal', field: best.field, rule }] : [];
}

/** Letters on either side of an odd character in a part of a text. */
const AROUND = 5;

/**
 * For each odd kind of character in the texts of a list, a text with it and a part of a text around it. A server that displays
 * such a text must find it.
 */
export function oddParts(context: CheckContext, list: KnownList): Part[] {
  const fields = promised(list).filter(({ type }) => type === 'string');
  return ODD.flatMap((odd) => {
    const found = fields.flatMap((field) => anyValuesOf(field, list).flatMap((text) => around(field, text, odd)));
    const choice = (predicate: string) =>
      chooseFitting(
        found.flatMap((parts) => parts.filter(({ rule }) => rule.predicate === predicate)),
        ({ field, rule }) => splits(list, field, rule),
        ...([context.seed, list.operation.id, odd.source, predicate] as const),
      );
    return [choice('equal') ?? [], choice('contains') ?? []].flat();
  });
}

/** A text with an odd character as a condition, and the part around it; nothing for a text without one. */
function around(field: Field, text: string, odd: RegExp): Part[][] {
  const at = odd.exec(text)?.index;
  if (at === undefined) return [];
  const around = text.slice(Math.max(0, at - AROUND), at + AROUND);
  // Half a character is none; a part that begins or ends with a blank would be another kind of condition.
  const part = around.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '').trim();
  const rules = [
    { field: field.name, predicate: 'equal', condition: text },
    ...(odd.test(part) ? [{ field: field.name, predicate: 'contains', condition: part }] : []),
  ];
  return [rules.map((rule): Part => ({ kind: 'odd', field, rule }))];
}
