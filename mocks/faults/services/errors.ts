import type { ApiRequest, Reply } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { rulesIn, valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const input = faultOf('input');
const exposure = faultOf('exposure');

/** Returns another status and message for requests that `picks` chooses among those that were rejected. */
function responding(
  status: number,
  detail: string,
  picks: (request: ApiRequest, reply: Reply) => boolean,
  from: readonly number[] = [400],
): FaultHooks {
  return changeReplies(
    (reply, request) => from.includes(reply.status) && picks(request, reply),
    (reply) => problem(reply, status, 'Error', detail),
  );
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
  input(
    'mistyped-condition-broken',
    'Returns 500 for a condition that is no number, date or id where one is due.',
    ['FIL-08', 'FIL-07'],
    () => responding(500, 'An unexpected error occurred.', mistyped),
  ),
  input('date-word-broken', 'Returns 500 for a word in place of a date, in filters of clients.', ['FIL-08'], () =>
    responding(
      500,
      'An unexpected error occurred.',
      (request) =>
        request.path.endsWith('/clients') &&
        (rulesIn(valuesOf(request, 'queryFilters')) ?? []).some(
          (rule) => String(rule?.['field']).endsWith('Date') && !/^\d/.test(String(rule?.['condition'])),
        ),
    ),
  ),
  exposure(
    'sql-server-conversion-shown',
    'Shows the message of SQL Server when a condition cannot be converted.',
    ['SEC-01'],
    () => responding(400, "Conversion failed when converting the nvarchar value 'abc' to data type int.", mistyped),
  ),
  exposure('postgres-syntax-shown', 'Shows the message of PostgreSQL when an id cannot be read.', ['SEC-01'], () =>
    responding(400, '22P02: invalid input syntax for type uuid: "abc"', mistyped),
  ),
  exposure('linq-translation-shown', 'Shows that the query could not be translated.', ['SEC-01'], () =>
    responding(
      400,
      "The LINQ expression 'DbSet<Client>().Where(c => c.Unknown)' could not be translated. Either rewrite the query in a form that can be translated, or switch to client evaluation.",
      (request) => valuesOf(request, 'queryFilters').length > 0,
    ),
  ),
  input('prototype-field-broken', 'Returns 500 for a field that every object has by itself.', ['FIL-07'], () =>
    responding(
      500,
      'An unexpected error occurred.',
      rulesWith('field', (field) => String(field) in {}),
    ),
  ),
  input('null-rules-broken', 'Returns 500 where the filters are null.', ['FIL-07'], () =>
    responding(
      500,
      'Object reference not set to an instance of an object.',
      filterIs((value) => value === null),
    ),
  ),
  input('null-rule-broken', 'Returns 500 where one of the filters is null.', ['FIL-07'], () =>
    responding(
      500,
      'An unexpected error occurred.',
      filterIs((value) => Array.isArray(value) && value.includes(null)),
    ),
  ),
  input('empty-array-broken', 'Returns 500 for an empty array of filters.', ['FIL-07'], () =>
    responding(
      500,
      'Sequence contains no elements',
      filterIs((value) => Array.isArray(value) && value.length === 0),
    ),
  ),
  input(
    'condition-number-broken',
    'Returns 500 for a condition that is a number and no text.',
    ['FIL-07', 'FIL-08'],
    () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => typeof value === 'number'),
      ),
  ),
  input('condition-null-broken', 'Returns 500 for a condition of null.', ['FIL-07', 'FIL-08'], () =>
    responding(
      500,
      'An unexpected error occurred.',
      rulesWith('condition', (value) => value === null),
    ),
  ),
  input(
    'condition-object-broken',
    'Returns 500 for a condition that is an object or an array.',
    ['FIL-07', 'FIL-08'],
    () =>
      responding(
        500,
        'An unexpected error occurred.',
        rulesWith('condition', (value) => typeof value === 'object' && value !== null),
      ),
  ),
  input('blank-condition-broken', 'Returns 500 for an empty or blank condition.', ['FIL-08', 'FIL-07'], () =>
    responding(
      500,
      'An unexpected error occurred.',
      rulesWith('condition', (value) => typeof value === 'string' && value.trim() === ''),
      [200, 400],
    ),
  ),
  input('sort-null-broken', 'Returns 500 where the sorting rules are null or empty.', ['SRT-05'], () =>
    responding(500, 'An unexpected error occurred.', (request) =>
      valuesOf(request, 'sortingRules').some((text) => ['null', '[]', '[null]'].includes(text.trim())),
    ),
  ),
  input('path-junk-broken', 'Returns 500 where the id in the path is no number.', ['REL-06'], () =>
    responding(
      500,
      'Input string was not in a correct format.',
      ({ path }) => /\/recommendations\/[^/]*\D[^/]*\/configurations$/.test(path),
      [400, 404],
    ),
  ),
];
