import type { Field } from '../../../../spec/contract.ts';
import type { Row } from '../../../../mocks/data/columns.ts';
import { memberOf } from '../../../../mocks/data/columns.ts';
import type { FaultHooks } from '../../../../mocks/fault-hooks.ts';
import { onRequest } from './plant.ts';

/** The value of a row that a field stands for; null where there is none. */
export const at = (row: Row, field: Field) => memberOf(row, field.member) ?? null;

/** A value as text; empty where it is neither text nor number. */
export const text = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** A server that does not see a part of the query. */
export const lenient = (pattern: RegExp, to: string): FaultHooks =>
  onRequest((request) => ({ ...request, query: request.query.replace(pattern, to) }));
