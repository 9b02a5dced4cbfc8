import type { Fault } from '../hooks.ts';
import { withJson, jsonOf, changeStatus } from '../support/replies.ts';

export const stackTrace: Fault = {
  id: 'stack-trace',
  class: 'exposure',
  sentence: 'Shows a stack trace in the body of an error.',
  clauses: ['SEC-01'],
  hooks: () =>
    changeStatus(400, (reply) =>
      withJson(reply, {
        ...jsonOf(reply),
        detail:
          'System.FormatException: Input string was not in a correct format.\r\n   at System.Number.ThrowOverflowOrFormatException()\r\n   at Reporting.Api.Controllers.ListController.Get() in D:\\a\\1\\s\\ListController.cs:line 42',
      }),
    ),
};
