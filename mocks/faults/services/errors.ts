import type { ApiRequest, Reply } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { problem } from '../support/replies.ts';
import { rulesIn, valuesOf } from '../support/requests.ts';

/** Returns another status and message for requests that `picks` chooses among those that were rejected. */
function responding(
  status: number,
  detail: string,
  picks: (request: ApiRequest, reply: Reply) => boolean,
  from: readonly number[] = [400],
): FaultHooks {
  return {
    around: (original) => async (request) => {
      const reply = await original(request);
      return from.includes(reply.status) && picks(request, reply) ? problem(reply, status, 'Error', detail) : reply;
    },
  };
}

const conditions = (request: ApiRequest) =>
  (rulesIn(valuesOf(request, 'queryFilters')) ?? []).flatMap((rule) =>
    typeof rule === 'object' && rule !== null ? [rule['condition']] : [],
  );
const filterIs = (test: (value: unknown) => boolean) => (request: ApiRequest) =>
  valuesOf(request, 'queryFilters').some((text) => {
    try {
      return test(JSON.parse(text));
    } catch {
      return false;
    }
  });
const rulesWith = (name: string, test: (value: unknown) => boolean) =>
  filterIs((value) =>
    [value]
      .flat()
      .some((rule) => typeof rule === 'object' && rule !== null && test((rule as Record<string, unknown>)[name])),
  );
/** A word where a number, a date or an id is due. */
const mistyped = (request: ApiRequest) =>
  conditions(request).some((condition) => typeof condition === 'string' && condition !== '') &&
  rulesWith('predicate', (predicate) => ['equal', 'notEqual', 'greaterThan', 'lessThan'].includes(String(predicate)))(
    request,
  );

/** Errors of a server for well-formed and wrong input that its author did not think of. */
export const servicesErrors: readonly Fault[] = [
  {
    id: 'mistyped-condition-broken',
    class: 'input',
    sentence: 'Answers 500 to a condition that is no number, date or id where one is due.',
    clauses: ['FIL-08', 'FIL-07'],
    hooks: () => responding(500, 'An unexpected error occurred.', mistyped),
  },
  {
    id: 'sql-server-conversion-shown',
    class: 'exposure',
    sentence: 'Shows the message of SQL Server when a condition cannot be converted.',
    clauses: ['SEC-01'],
    hooks: () =>
      responding(400, "Conversion failed when converting the nvarchar value 'abc' to data type int.", mistyped),
  },
  {
    id: 'postgres-syntax-shown',
    class: 'exposure',
    sentence: 'Shows the message of PostgreSQL when an id cannot be read.',
    clauses: ['SEC-01'],
    hooks: () => responding(400, '22P02: invalid input syntax for type uuid: "abc"', mistyped),
  },
  {
    id: 'linq-translation-shown',
    class: 'exposure',
    sentence: 'Shows that the query could not be translated.',
    clauses: ['SEC-01'],
    hooks: () =>
      responding(
        400,
        "The LINQ expression 'DbSet<Client>().Where(c => c.Unknown)' could not be translated. Either rewrite the query in a form that can be translated, or switch to client evaluation.",
        (request) => valuesOf(request, 'queryFilters').length > 0,
      ),
  },
  {
    id: 'null-rules-broken',
    class: 'input',
    sentence: 'Answers 500 where the filters are null.',
    clauses: ['FIL-07'],
    hooks: () =>
      responding(
        500,
        'Object reference not set to an instance of an object.',
        filterIs((value) => value === null),
      ),
  },
  {
    id: 'null-rule-broken',
    class: 'input',
    sentence: 'Answers 500 where one of the filters is null.',
    clauses: ['FIL-07'],
    hooks: () =>
      responding(
        500,
        'An unexpected error occurred.',
        filterIs((value) => Array.isArray(value) && value.includes(null)),
      ),
  },
  {
    id: 'empty-array-broken',
    class: 'input',
    sentence: 'Answers 500 to an empty array of filters.',
    clauses: ['FIL-07'],
    hooks: () =>
      responding(
        500,
        'Sequence contains no elements',
        filterIs((value) => Array.isArray(value) && value.length === 0),
      ),
  },
  {
    id: 'condition-number-broken',
    class: 'input',
    sentence: 'Answers 500 to a condition that is a number and no text.',
    clauses: ['FIL-07', 'FIL-08'],
    hooks: () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => typeof value === 'number'),
      ),
  },
  {
    id: 'condition-null-broken',
    class: 'input',
    sentence: 'Answers 500 to a condition of null.',
    clauses: ['FIL-07', 'FIL-08'],
    hooks: () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => value === null),
      ),
  },
  {
    id: 'condition-object-broken',
    class: 'input',
    sentence: 'Answers 500 to a condition that is an object or an array.',
    clauses: ['FIL-07', 'FIL-08'],
    hooks: () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => typeof value === 'object' && value !== null),
      ),
  },
  {
    id: 'blank-condition-broken',
    class: 'input',
    sentence: 'Answers 500 to an empty or blank condition.',
    clauses: ['FIL-08', 'FIL-07'],
    hooks: () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => typeof value === 'string' && value.trim() === ''),
        [200, 400],
      ),
  },
  {
    id: 'sort-null-broken',
    class: 'input',
    sentence: 'Answers 500 where the sorting rules are null or empty.',
    clauses: ['SRT-05'],
    hooks: () =>
      responding(500, 'An unexpected error occurred.', (request) =>
        valuesOf(request, 'sortingRules').some((text) => ['null', '[]', '[null]'].includes(text.trim())),
      ),
  },
  {
    id: 'path-junk-broken',
    class: 'input',
    sentence: 'Answers 500 where the id in the path is no number.',
    clauses: ['REL-06'],
    hooks: () =>
      responding(
        500,
        'Input string was not in a correct format.',
        ({ path }) => /\/recommendations\/[^/]*\D[^/]*\/configurations$/.test(path),
        [400, 404],
      ),
  },
];
