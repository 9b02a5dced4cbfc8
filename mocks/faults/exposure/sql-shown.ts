import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const sqlShown: Fault = {
  id: 'sql-shown',
  class: 'exposure',
  sentence: 'Shows SQL when a condition has a quote in it.',
  clauses: ['SEC-01'],
  hooks: () =>
    changeReplies(
      (_reply, request) => valuesOf(request, 'queryFilters').some((value) => value.includes("'")),
      (reply) =>
        problem(
          reply,
          500,
          'Internal Server Error',
          "Unclosed quotation mark after the character string: SELECT TOP (100) * FROM dbo.Clients WHERE Name = 'O'Brien'",
        ),
    ),
};
