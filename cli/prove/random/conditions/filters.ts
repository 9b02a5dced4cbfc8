import type { Field } from '../../../../spec/contract.ts';
import { fieldOf } from '../../../../mocks/data/columns.ts';
import { encode, filtersBy, predicatesOf, promisedFields, still, type Make } from './condition.ts';

export const filteredByField: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  const predicate = dice.pick([undefined, ...predicatesOf(field)]);
  return {
    kind: predicate === undefined ? 'filtered by a field' : 'filtered by a field and a predicate',
    words: `filtered by ${field.name}${predicate === undefined ? '' : ` ${predicate}`}`,
    ...still,
    holds: ({ filters }) =>
      filters.some((rule) => rule.field === field.name && (predicate === undefined || rule.predicate === predicate)),
    examples: (rows) => filtersBy(field, predicate ?? 'equal', rows).map((rule) => `queryFilters=${encode(rule)}`),
  };
};

export const twoFilters: Make = (operation, dice) => {
  const operator = dice.pick(['and', 'or', undefined]);
  return {
    kind: 'two filters',
    words: `two filters${operator === undefined ? '' : ` joined by ${operator}`}`,
    ...still,
    holds: ({ filters }) =>
      filters.length === 2 && (operator === undefined || (filters[0]?.operator ?? 'and') === operator),
    examples: (rows) => {
      const fields = promisedFields(operation);
      return fields.flatMap((one, at) =>
        filtersBy(one, 'equal', rows, operator ?? 'or').flatMap((a) =>
          filtersBy(fields[(at + 1) % fields.length] as Field, 'notEqual', rows.slice(0, 3)).map(
            (b) => `queryFilters=${encode([a, b])}`,
          ),
        ),
      );
    },
  };
};

export const predicateAlone: Make = (operation, dice) => {
  const predicate = dice.pick(['notEqual', 'greaterThan', 'lessThan', 'contains']);
  return {
    kind: 'filtered by a predicate',
    words: `filtered by ${predicate}`,
    ...still,
    holds: ({ filters }) => filters.some((rule) => rule.predicate === predicate),
    examples: (rows) =>
      promisedFields(operation)
        .filter((field) => (predicatesOf(field) as string[]).includes(predicate))
        .flatMap((field) => filtersBy(field, predicate, rows))
        .map((rule) => `queryFilters=${encode(rule)}`),
  };
};

/** Three filters, or two on one field as in a range. */
export const manyFilters: Make = (operation, dice) => {
  const range = dice.pick([true, false]);
  const few = (rows: Parameters<ReturnType<Make>['examples']>[0]) => (field: Field) =>
    filtersBy(field, 'equal', rows, 'or').slice(0, 2);
  return {
    kind: range ? 'two filters on one field' : 'three filters',
    words: range ? 'two filters on one field' : 'three filters or more',
    ...still,
    holds: ({ filters }) =>
      range ? new Set(filters.map(({ field }) => field)).size < filters.length : filters.length > 2,
    examples: (rows) => {
      const all = promisedFields(operation).map(few(rows));
      const some = range ? all : all.map((rules, at) => [...rules, ...(all[(at + 1) % all.length] ?? [])]);
      return some.filter((rules) => rules.length > 1).map((rules) => `queryFilters=${encode(rules)}`);
    },
  };
};

/** Filtered by any field of a type. */
export const filteredByType: Make = (operation, dice) => {
  const [words, is] = dice.pick<[string, (field: Field) => boolean]>([
    ['a date', ({ type }) => type === 'date'],
    ['a number', ({ type }) => type === 'number' || type === 'integer'],
    ['a text', ({ type }) => type === 'string'],
    ['a yes or no', ({ type }) => type === 'boolean'],
    ['a nested field', ({ name }) => name.includes('.')],
  ]);
  const fields = promisedFields(operation).filter(is);
  return {
    kind: 'filtered by a type of field',
    words: `filtered by ${words}`,
    ...still,
    holds: ({ filters }) => filters.some((rule) => fields.some(({ name }) => name === rule.field)),
    examples: (rows) =>
      fields.flatMap((field) => filtersBy(field, 'equal', rows).map((rule) => `queryFilters=${encode(rule)}`)),
  };
};

/** A property of a condition's text. */
export const conditionText: Make = (operation, dice) => {
  const [words, test] = dice.pick<[string, RegExp]>([
    ['a blank', /\S \S/],
    ['a capital letter', /\p{Lu}/u],
    ['a letter outside ASCII', /[^\p{ASCII}]/u],
    ['a sign', /[-.,:()&'"%_+]/],
    ['more than twenty characters', /.{21}/],
  ]);
  const fields = promisedFields(operation).filter(({ type }) => type === 'string');
  return {
    kind: 'filtered by a text with something in it',
    words: `filtered by a text with ${words}`,
    ...still,
    holds: ({ filters }) =>
      filters.some((rule) => fields.some(({ name }) => name === rule.field) && test.test(rule.condition ?? '')),
    examples: (rows) =>
      fields.flatMap((field) =>
        rows
          .map((row) => fieldOf(row, field.member))
          .filter((value): value is string => typeof value === 'string' && test.test(value))
          .slice(0, 4)
          .map((condition) => `queryFilters=${encode({ field: field.name, predicate: 'equal', condition })}`),
      ),
  };
};
