import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const developerPage: Fault = {
  id: 'developer-page',
  class: 'exposure',
  sentence: 'Shows the page of its framework for developers.',
  clauses: ['SEC-01', 'CON-08'],
  hooks: () =>
    changeStatus(400, (reply) =>
      withBody(
        reply,
        htmlPage(
          'Internal Server Error',
          '<p>An unhandled exception occurred while processing the request.</p><pre>at Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker.InvokeAsync()</pre>',
        ),
        HTML,
      ),
    ),
};
