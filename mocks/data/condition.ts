import { parseDotnetDate } from '../../spec/dotnet-date.ts';
import type { Field } from '../../spec/contract.ts';
import type { Comparable } from './columns.ts';

const NUMBER = /^-?\d+(\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How a condition must be written for each type of field. */
const SHAPES: Readonly<Partial<Record<Field['type'], string>>> = {
  number: 'a number such as 12 or 12.5',
  integer: 'a number such as 12',
  boolean: 'true or false',
  date: 'a date such as 2019-01-01T00:00:00',
  uuid: 'an id such as 0e6a3f52-8f0c-4c3e-9a57-1d2b3c4d5e6f',
};

function read(type: Field['type'], condition: string): Comparable | null {
  switch (type) {
    case 'number':
    case 'integer':
      return NUMBER.test(condition) ? Number(condition) : null;
    case 'boolean': {
      const word = condition.toLowerCase();
      return word === 'true' ? 1 : word === 'false' ? 0 : null;
    }
    case 'date':
      return parseDotnetDate(DAY.test(condition) ? `${condition}T00:00:00` : condition);
    case 'uuid': {
      const id = condition.toLowerCase();
      return UUID.test(id) ? id : null;
    }
    case 'string':
    case 'year-month':
    case 'array':
    case 'object':
      return condition;
  }
}

/** The condition of a filter as the field's values are compared, or what it should have been. */
export function readCondition(
  { name, type }: Field,
  condition: string,
): { readonly key: Comparable } | { readonly problem: string } {
  const key = read(type, condition);
  return key === null ? { problem: `The condition for ${name} has to be ${SHAPES[type] ?? 'text'}.` } : { key };
}
