import type { Seen } from '../check.ts';
import { placeInContract, suggestedSchema, type PatchStep } from './patch.ts';
import { survey, type Place } from './survey.ts';

/** Something that the target does and the contract does not say, with the change that would say it. */
export interface Drift {
  kind: 'new member' | 'new value' | 'never seen';
  operation: string;
  /** Into an answer, `*` for each index. */
  pointer: string;
  example: unknown;
  /** How often it was seen; of a member never seen, how many rows were without it. */
  count: number;
  /** Exchange that shows it. */
  exchange: number;
  patch?: PatchStep;
}

/** Members that the contract does not know (CON-05), each with an example. */
export function newMembers(seen: Seen): Drift[] {
  return survey(seen)
    .filter(({ schema }) => schema === undefined)
    .map((place) => {
      const parent = place.pointer.slice(0, place.pointer.lastIndexOf('/'));
      const name = place.pointer.slice(parent.length + 1);
      const values = [...place.values.keys()];
      const path = `${placeInContract(seen.contract, place.operation, parent)}/properties/${name}`;
      const value = suggestedSchema(values, place.nulls > 0);
      return { ...told(place, 'new member', values[0] ?? null, place.present), patch: { op: 'add', path, value } };
    });
}

/** Values of open sets that are not among those known (CON-06). */
export function newValues(seen: Seen): Drift[] {
  return survey(seen).flatMap((place) => {
    const known: readonly unknown[] | undefined = place.schema?.['x-known-values'];
    if (!known) return [];
    const path = `${placeInContract(seen.contract, place.operation, place.pointer)}/x-known-values/-`;
    return [...place.values]
      .filter(([value]) => typeof value === 'string' && !known.includes(value))
      .map(([value, { count, exchange }]): Drift => ({
        ...told(place, 'new value', value, count),
        exchange,
        patch: { op: 'add', path, value },
      }));
  });
}

/** Members that may be null or absent and never had a value (CON-07), where rows were seen at all. */
export function neverSeen(seen: Seen): Drift[] {
  return optionalPlaces(seen)
    .filter(({ present, nulls }) => present === nulls)
    .map((place) => told(place, 'never seen', null, place.chances));
}

/** Places whose member the contract calls optional or nullable, and that rows have given a chance. */
export function optionalPlaces(seen: Seen): Place[] {
  return survey(seen).filter(({ schema, required }) => schema !== undefined && (!required || schema.nullable === true));
}

/** All drift of a run, as the run record takes it. */
export function driftOf(seen: Seen): Drift[] {
  return [...newMembers(seen), ...newValues(seen), ...neverSeen(seen)];
}

/** One line on the dates and nulls that were seen, for the record. */
export function nullRates(seen: Seen): { operation: string; pointer: string; seen: number; nulls: number }[] {
  return optionalPlaces(seen).map(({ operation, pointer, present, nulls }) => ({
    operation: operation.id,
    pointer,
    seen: present,
    nulls,
  }));
}

function told(place: Place, kind: Drift['kind'], example: unknown, count: number): Drift {
  return { kind, operation: place.operation.id, pointer: place.pointer, example, count, exchange: place.exchange };
}
