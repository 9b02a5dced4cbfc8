import type { CheckContext } from '../check-context.ts';
import { contractFormat } from './format.ts';
import { placeInContract, suggestedSchema, type PatchStep } from './patch.ts';
import { survey, type Place } from './survey.ts';

/**
 * A difference between the target and the contract that breaks no clause, with the change to the contract that would cover it.
 */
export interface Drift {
  kind: 'new member' | 'new value' | 'never seen' | 'null' | 'format';
  operation: string;
  /** Into a response, `*` for each index. */
  pointer: string;
  example: unknown;
  /** How often it was seen; for a field never seen, how many rows lacked it. */
  count: number;
  /** Exchange that shows it. */
  exchange: number;
  patch?: PatchStep;
}

/** Fields that the contract does not know (CON-05), each with an example. */
export function newFields(context: CheckContext): Drift[] {
  return survey(context)
    .filter(({ schema }) => schema === undefined)
    .map((place) => {
      const parent = place.pointer.slice(0, place.pointer.lastIndexOf('/'));
      const name = place.pointer.slice(parent.length + 1);
      const values = [...place.values.keys()];
      const path = `${placeInContract(context.contract, place.operation, parent)}/properties/${name}`;
      const value = suggestedSchema(values, place.formats.keys(), place.nulls > 0);
      return { ...told(place, 'new member', values[0] ?? null, place.present), patch: { op: 'add', path, value } };
    });
}

/** Values of open sets that are not among those known (CON-06). */
export function newValues(context: CheckContext): Drift[] {
  return survey(context).flatMap((place) => {
    const known: readonly unknown[] | undefined = place.schema?.['x-known-values'];
    if (!known) return [];
    const path = `${placeInContract(context.contract, place.operation, place.pointer)}/x-known-values/-`;
    return [...place.values]
      .filter(([value]) => typeof value === 'string' && !known.includes(value))
      .map(([value, { count, exchange }]): Drift => ({
        ...told(place, 'new value', value, count),
        exchange,
        patch: { op: 'add', path, value },
      }));
  });
}

/** Fields that were null although the contract does not allow it. */
export function unexpectedNulls(context: CheckContext): Drift[] {
  return survey(context)
    .filter(({ schema, nulls }) => schema !== undefined && schema.nullable !== true && nulls > 0)
    .map((place) => {
      const path = `${placeInContract(context.contract, place.operation, place.pointer)}/nullable`;
      const exchange = place.nullExchange ?? place.exchange;
      return { ...told(place, 'null', null, place.nulls), exchange, patch: { op: 'add', path, value: true } };
    });
}

/** Rows that have to agree before a format is inferred. */
const AGREEING = 5;

/** Texts without a format in the contract whose values, if there are enough, all have one that it knows. */
export function newFormats(context: CheckContext): Drift[] {
  return survey(context).flatMap((place) => {
    const { schema, formats, present, nulls } = place;
    const format = contractFormat(formats.keys());
    if (schema?.type !== 'string' || schema.format !== undefined || present - nulls < AGREEING || !format) return [];
    const path = `${placeInContract(context.contract, place.operation, place.pointer)}/format`;
    const [written] = formats.values();
    return [{ ...told(place, 'format', written?.example, present - nulls), patch: { op: 'add', path, value: format } }];
  });
}

/** Fields that may be null or absent and never had a value (CON-07), where rows were seen at all. */
export function neverObserved(context: CheckContext): Drift[] {
  return optionalPlaces(context)
    .filter(({ present, nulls }) => present === nulls)
    .map((place) => told(place, 'never seen', null, place.chances));
}

/** Places whose field the contract calls optional or nullable, and that at least one row could have shown. */
export function optionalPlaces(context: CheckContext): Place[] {
  return survey(context).filter(
    ({ schema, required }) => schema !== undefined && (!required || schema.nullable === true),
  );
}

/** All drift of a run, as the run record takes it. */
export function driftOf(context: CheckContext): Drift[] {
  return [
    ...newFields(context),
    ...newValues(context),
    ...unexpectedNulls(context),
    ...newFormats(context),
    ...neverObserved(context),
  ];
}

/** What the rows of a run have shown of one field. */
export interface ObservedField {
  operation: string;
  pointer: string;
  /** Rows that could have it, that have it, and in which it is null. */
  rows: number;
  present: number;
  nulls: number;
  /** How its values were written, most often first. */
  formats: { format: string; count: number; example: unknown }[];
}

/** How often each field was there and null, and in which formats, as the run record takes it. */
export function observedFields(context: CheckContext): ObservedField[] {
  return survey(context)
    .filter(({ pointer }) => pointer.startsWith('/items/'))
    .map(({ operation, pointer, chances, present, nulls, formats }) => ({
      ...{ operation: operation.id, pointer, rows: chances, present, nulls },
      formats: [...formats].map(([format, told]) => ({ format, ...told })).sort((a, b) => b.count - a.count),
    }));
}

function told(place: Place, kind: Drift['kind'], example: unknown, count: number): Drift {
  return { kind, operation: place.operation.id, pointer: place.pointer, example, count, exchange: place.exchange };
}
