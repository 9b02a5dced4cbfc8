import type { Field } from '../../../../spec/contract.ts';
import { anyFilter, encode, promisedFields, sortBy, type Make } from './condition.ts';

export const sortedByField: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  const direction = dice.pick(['asc', 'desc', 'either']);
  return {
    kind: 'sorted by a field',
    words: `sorted by ${field.name}${direction === 'either' ? '' : ` ${direction}`}`,
    ordered: true,
    passing: false,
    holds: ({ sorts: [first] }) =>
      first?.field === field.name && (direction === 'either' || first.direction === direction),
    examples: () => ['asc', 'desc'].map((one) => sortBy(field, one)),
  };
};

export const manySorts: Make = (operation) => ({
  kind: 'two sorting rules',
  words: 'two sorting rules',
  ordered: true,
  passing: false,
  holds: ({ sorts }) => sorts.length > 1,
  examples: () => {
    const [a, b] = promisedFields(operation);
    return a && b
      ? [
          `sortingRules=${encode([
            { field: a.name, direction: 'asc' },
            { field: b.name, direction: 'asc' },
          ])}`,
        ]
      : [];
  },
});

/** Sorted in a direction, or by any field of a type. */
export const sortedAlike: Make = (operation, dice) => {
  const [words, is, way] = dice.pick<[string, (field: Field) => boolean, string | undefined]>([
    ['downwards', () => true, 'desc'],
    ['upwards', () => true, 'asc'],
    ['by a date', ({ type }) => type === 'date', undefined],
    ['by a number', ({ type }) => type === 'number' || type === 'integer', undefined],
    ['by a text', ({ type }) => type === 'string', undefined],
    ['by a nested field', ({ name }) => name.includes('.'), undefined],
  ]);
  const fields = promisedFields(operation).filter(is);
  return {
    kind: way === undefined ? 'sorted by a type of field' : 'sorted in a direction',
    words: `sorted ${words}`,
    ordered: true,
    passing: false,
    holds: ({ sorts: [first] }) =>
      fields.some(({ name }) => name === first?.field) && (way === undefined || first?.direction === way),
    examples: () => fields.map((field) => sortBy(field, way ?? 'asc')),
  };
};

/** Sorted by a field and filtered, or past the first page. */
export const sortedByFieldAnd: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  const filtered = dice.pick([true, false]);
  return {
    kind: filtered ? 'sorted by a field and filtered' : 'sorted by a field, past the first page',
    words: `sorted by ${field.name}, ${filtered ? 'filtered' : 'past the first page'}`,
    ordered: true,
    passing: false,
    holds: ({ sorts: [first], filters, page }) =>
      first?.field === field.name && (filtered ? filters.length > 0 : page > 1),
    examples: (rows) =>
      filtered
        ? anyFilter(operation, rows).map((query) => `${query}&${sortBy(field, 'asc')}`)
        : [`${sortBy(field, 'asc')}&page=2&pageSize=5`],
  };
};
