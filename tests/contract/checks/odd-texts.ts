import type { Field } from '../../../spec/contract.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
import { valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { texts } from './wildcards.ts';

/**
 * Conditions of `contains` that no row meets: the first word of a value after a blank, and the last one before a blank. A server that
 * takes blanks off conditions finds rows.
 */
export function blanked(list: KnownList): FilterRule[] {
  return texts(list).flatMap((field) => {
    const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
    const isNowhere = (part: string) => !values.some((text) => text.toLowerCase().includes(part.toLowerCase()));
    const first = values.flatMap((text) => /^[A-Za-z]{3,}/.exec(text)?.[0] ?? []).map((word) => ` ${word}`);
    const last = values.flatMap((text) => /[A-Za-z]{3,}$/.exec(text)?.[0] ?? []).map((word) => `${word} `);
    return [first, last].flatMap((parts) => {
      const condition = parts.find(isNowhere);
      return condition === undefined ? [] : [{ field: field.name, predicate: 'contains', condition }];
    });
  });
}

/** Values of rows that hold unusual characters, at most one: a filter must find them. */
export function oddValues(list: KnownList, field: Field): string[] {
  const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
  return values.filter((text) => /[%_'+&"\\]/.test(text) && text.length < 200).slice(0, 1);
}
