import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from '../clauses.ts';
import type { Evidence, Schema } from '../openapi/schema.ts';

/** One difference between two contracts, seen by a client of the API. */
export interface Change {
  /** The clause that it touches. */
  readonly clause: ClauseId;
  /** Whether a client that was right by the first contract may go wrong by the second. */
  readonly breaking: boolean;
  /** Set when nothing changed but how sure the contract is. */
  readonly evidence?: true;
  /** operationId; absent when the whole service is meant. */
  readonly operation?: string;
  /** What changed: a field's path, a parameter, a status. */
  readonly subject: string;
  /** The old value and the new one. */
  readonly message: string;
}

/** A change of something within one operation, before the operation's name is added. */
export type LocalChange = Omit<Change, 'operation'>;

/** A schema in a few words: `integer (int32) or null`, `array of string (uuid)`. */
export function describe(schema: Schema): string {
  const format = schema.format ? ` (${schema.format})` : '';
  const base = schema.type === 'array' && schema.items ? `array of ${describe(schema.items)}` : (schema.type ?? 'any');
  return `${base}${format}${schema.nullable ? ' or null' : ''}`;
}

/** A change of the evidence, if there is one. */
export function evidenceChange(clause: ClauseId, subject: string, was?: Evidence, is?: Evidence): LocalChange[] {
  if (was === is) return [];
  const message = `is ${is ?? 'unmarked'}, was ${was ?? 'unmarked'}`;
  return [{ clause, breaking: false, evidence: true, subject, message }];
}

/** The entries of `all` that are not in `others`. */
export const missingFrom = <T>(others: readonly T[], all: readonly T[]): T[] =>
  all.filter((value) => !others.some((other) => isDeepStrictEqual(other, value)));

/** Values of a set for people. */
export const shown = (values: readonly unknown[]): string =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
