import type { Field, Operation } from '../../../../spec/contract.ts';
import { fieldOf, type Row } from '../../../../mocks/data/columns.ts';
import type { Requested } from '../list-request.ts';
import type { Dice } from '../dice.ts';

/** What is known of the conforming response. */
export interface PageFacts {
  readonly rows: number;
  readonly totalCount: number;
}

/** The part of a request that triggers the defect. */
export interface Condition {
  /** `sorted by a field`: what is counted in the report. */
  readonly kind: string;
  readonly words: string;
  /** Whether rows have an order that they must keep. */
  readonly ordered: boolean;
  /** Whether it depends on time or on the count of requests, so that the data may really have changed meanwhile. */
  readonly passing: boolean;
  holds(requested: Requested, count: number, page: PageFacts): boolean;
  /** Queries that meet the condition. A mutation counts only where it changes the response to one of them. */
  examples(rows: readonly Row[]): string[];
}

/** Makes a random condition on requests for a list. */
export type Make = (operation: Operation, dice: Dice) => Condition;

export const encode = (rules: unknown): string => encodeURIComponent(JSON.stringify(rules));
/** The fields that the contract promises to filter and sort by. */
export const promisedFields = ({ fields }: Operation): Field[] =>
  fields.filter(({ evidence, type }) => evidence !== 'assumed' && type !== 'array' && type !== 'object');
const PREDICATES = ['equal', 'equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'] as const;

export const predicatesOf = ({ type }: Field) =>
  PREDICATES.filter((one) =>
    one === 'contains'
      ? type === 'string'
      : one === 'equal' || one === 'notEqual' || ['date', 'number', 'integer'].includes(type),
  );

/** Conditions that take rows: values of these rows. */
export function filtersBy(field: Field, predicate: string, rows: readonly Row[], operator?: string): object[] {
  const values = [...new Set(rows.map((row) => fieldOf(row, field.member)))].filter(
    (value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
  );
  const some = values.length > 6 ? values.filter((_, at) => at % Math.floor(values.length / 6) === 0) : values;
  return some.map((value) => {
    const text = String(value);
    return {
      field: field.name,
      predicate,
      condition: predicate === 'contains' ? text.slice(1, 4) : text,
      operator: operator ?? null,
    };
  });
}
export const sortBy = (field: Field, direction: string) => `sortingRules=${encode({ field: field.name, direction })}`;
export const anySort = (operation: Operation) => promisedFields(operation).map((field) => sortBy(field, 'asc'));
export const anyFilter = (operation: Operation, rows: readonly Row[]) =>
  promisedFields(operation).flatMap((field) =>
    filtersBy(field, 'equal', rows).map((rule) => `queryFilters=${encode(rule)}`),
  );
export const still = { ordered: false, passing: false };
export const sizeOf = ({ operation, pageSize }: Requested) => pageSize ?? operation.defaultPageSize;
