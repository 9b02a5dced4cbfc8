import type { OwnData, Row } from '../../mocks/types.ts';
import type { Contract, Schema } from '../../spec/contract.ts';
import { dateShift, isDate, isMonth } from './scrub-dates.ts';
import { isUuid, otherNumbers, otherUuid } from './scrub-ids.ts';
import { isReplaceable } from './letters.ts';
import { TextScrubber } from './scrub-texts.ts';

/** Rows without any data of the account, and what was replaced. */
export interface Scrubbed {
  readonly data: OwnData;
  /** Distinct values that were replaced, by kind. */
  readonly replaced: Readonly<Record<'texts' | 'uuids' | 'numbers that are ids' | 'dates', number>>;
}

type Visit = (value: unknown, schema: Schema | undefined, name: string) => unknown;

/**
 * Replaces an account's data by invented values: texts (word by word), ids and dates. The same value gets the same replacement
 * everywhere, so that links, mirrors and groups hold. Nulls, numbers that are no ids, booleans, and values that the contract
 * itself names stay.
 * @param salt random, made for this one call and stored nowhere
 */
export function scrub(contract: Contract, data: OwnData, salt: Buffer): Scrubbed {
  const texts = new Set<string>();
  const dates = new Set<string>();
  const numbers = new Map<string, Set<number>>();
  walk(contract, data, (value, schema, name) => {
    const kind = idKind(schema, name);
    if (typeof value === 'number' && kind !== undefined) {
      numbers.set(kind, (numbers.get(kind) ?? new Set()).add(value));
    } else if (typeof value === 'string' && !isNamed(value, schema)) (isTime(value, schema) ? dates : texts).add(value);
    return value;
  });
  const scrubber = new TextScrubber(salt, texts);
  const shift = dateShift([...dates]);
  const ids = new Map([...numbers].map(([kind, originals]) => [kind, otherNumbers([...originals])] as const));
  const uuids = new Set([...texts].filter(isUuid));
  const changed: Visit = (value, schema, name) => {
    if (typeof value === 'number') return ids.get(idKind(schema, name) ?? '')?.get(value) ?? value;
    if (typeof value !== 'string' || isNamed(value, schema)) return value;
    if (isUuid(value)) return otherUuid(salt, value);
    if (isTime(value, schema)) return shift(value);
    return scrubber.text(value);
  };
  return {
    data: walk(contract, data, changed),
    replaced: {
      texts: [...texts].filter((text) => !isUuid(text) && isReplaceable(text)).length,
      uuids: uuids.size,
      'numbers that are ids': [...numbers.values()].reduce((sum, { size }) => sum + size, 0),
      dates: dates.size,
    },
  };
}

/** A value that the contract names is no secret of an account, nor are .NET's smallest and largest date. */
function isNamed(value: string, schema: Schema | undefined): boolean {
  const named = [...(schema?.enum ?? []), ...(schema?.['x-known-values'] ?? [])];
  return (
    named.includes(value) || (/^(0001-01-01|9999-12-31)(T|$)/.test(value) && /date/.test(schema?.format ?? 'date'))
  );
}

function isTime(value: string, schema: Schema | undefined): boolean {
  const { format } = schema ?? {};
  return isDate(value) || (format === 'year-month' && isMonth(value));
}

/** The list whose ids a whole number belongs to; undefined where it is no id. */
function idKind(schema: Schema | undefined, name: string): string | undefined {
  const mark = schema?.['x-references'];
  if (mark) return `${mark.operation}.${mark.member}`;
  return /(^|\.)id$|Ids?$/.test(name) && (schema?.type === 'integer' || schema === undefined) ? name : undefined;
}

/** The rows with each value replaced by the result of `visit`. */
function walk({ operations }: Contract, data: OwnData, visit: Visit): OwnData {
  const inside = (value: unknown, schema: Schema | undefined, name: string): unknown => {
    if (Array.isArray(value)) {
      const mark = schema?.['x-references'];
      const items = { ...schema?.items, ...(mark && { 'x-references': mark }) };
      return value.map((item) => inside(item, schema && items, name));
    }
    if (typeof value !== 'object' || value === null) return visit(value, schema, name);
    return Object.fromEntries<unknown>(
      Object.entries(value).map(([key, one]) => {
        const values = schema?.additionalProperties;
        const field = schema?.properties?.[key] ?? (typeof values === 'object' ? values : undefined);
        return [key, inside(one, field, `${name}.${key}`)];
      }),
    );
  };
  return Object.fromEntries<OwnData[string]>(
    Object.entries(data).map(([id, part]) => {
      const operation = operations.find((one) => one.id === id);
      const rows = (list: readonly Row[]) => list.map((row) => inside(row, operation?.item, id) as Row);
      if (Array.isArray(part)) return [id, rows(part as readonly Row[])];
      const { parent } = operation ?? {};
      const schema: Schema = parent
        ? { type: 'integer', 'x-references': { operation: parent.operation, member: parent.member } }
        : {};
      const lists = Object.entries(part as Readonly<Record<string, readonly Row[]>>).map(([key, list]) => {
        const number = /^\d{1,15}$/.test(key) ? Number(key) : key;
        return [String(visit(number, schema, `${id}.id`)), rows(list)] as const;
      });
      return [id, Object.fromEntries(lists)];
    }),
  );
}
