import type { Fault } from '../hooks.ts';
import { withJson, jsonOf, changeStatus } from '../support/replies.ts';

export const pathShown: Fault = {
  id: 'path-shown',
  class: 'exposure',
  sentence: 'Shows a file path of the server on an unknown path.',
  clauses: ['SEC-01'],
  hooks: () =>
    changeStatus(404, (reply) =>
      withJson(reply, { ...jsonOf(reply), detail: 'Could not find file C:\\inetpub\\wwwroot\\reporting\\index.html.' }),
    ),
};
