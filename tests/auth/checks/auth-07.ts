import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import { header } from '../../../verifier/exchange.ts';
import { listRequest, plainLists } from '../../../verifier/requests.ts';
import { broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** AUTH-07: a 401 carries `WWW-Authenticate` (RFC 9110, 15.5.2). */
export const auth07 = everyResponseCheck(
  'AUTH-07',
  ({ response }) => {
    if (response.status !== 401) return undefined;
    return header(response, 'www-authenticate') === undefined
      ? [{ want: '401 with WWW-Authenticate', got: '401 without it' }]
      : [];
  },
  'nothing was rejected with 401',
  function* ({ contract }) {
    const [operation] = plainLists(contract);
    if (operation) yield { requests: [listRequest(operation, {}, { key: null })], depth: 'quick', label: 'no key' };
  },
);

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [broken(sampleServer(), ({ status }) => (status === 401 ? problem(401, 'Unauthorized') : undefined))],
};
