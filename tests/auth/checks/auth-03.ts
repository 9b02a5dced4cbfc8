import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { keyOf, type RequestSpec } from '../../../verifier/exchange.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import { envelope, knownList, listRequestFor, rowKey } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { early, operationsOf, rotated } from '../../contract/checks/rotate.ts';
import { KEY_HEADER, wireName } from '../../../verifier/key-header.ts';

/** The header's name as clients write it; Go's write the last form, whatever they were given. */
const SPELLINGS = ['MITP-Api-Key', 'MITP-API-KEY', 'Mitp-Api-Key'];

/** AUTH-03: a valid key in the header authorises every operation; the header's name is case-insensitive. */
export const auth03 = caseCheck('AUTH-03', function* (context: CheckContext): Iterable<Case> {
  const lists = plainLists(context.contract);
  for (const [i, name] of rotated(SPELLINGS, context).entries()) {
    const list = lists[i % lists.length];
    if (!list) break;
    const odd = listRequest(list, {}, { key: null, headers: { [name]: '{{active}}' } });
    const judge: Case['judge'] = ({ response }) => served(response.status, wireName(name, context.contract.keyHeader));
    yield { operation: list.id, label: name, depth: i === 0 ? 'quick' : early(context), requests: [odd], judge };
  }
  for (const operation of context.contract.operations) {
    const request = listRequestFor(context, operation);
    if (!request) continue;
    const judge: Case['judge'] = ({ response }) => served(response.status, context.contract.keyHeader);
    yield { operation: operation.id, depth: 'quick', requests: [request], judge };
  }
  if (context.target.keys.has('sibling')) yield* ofSibling(context);
});

/** The first page of each list for another key of the provider: served, and nothing says that it may be another page. */
function* ofSibling(context: CheckContext): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    const plain = list && listRequestFor(context, operation);
    if (!plain) continue;
    const request = { ...plain, headers: { ...plain.headers, [KEY_HEADER]: '{{sibling}}' } };
    const depth = nth === 0 ? early(context) : 'standard';
    yield listCase(list, { label: 'another key', depth, requests: [request] }, ({ first }, exchange) => {
      const rejected = exchange && served(exchange.response.status, `${context.contract.keyHeader}, another one,`);
      const [ours, theirs] = [first, exchange].map((one) => one && envelope(one.response));
      if (rejected || !ours || !theirs) return rejected;
      const keys = ({ items }: typeof ours) => items.map(rowKey).join();
      if (ours.totalCount === theirs.totalCount && keys(ours) === keys(theirs)) return undefined;
      const want = `for another key of the provider the same page of ${ours.totalCount} rows`;
      return { want, got: `${theirs.items.length} of ${theirs.totalCount} rows`, tolerated: true };
    });
  }
}

function served(status: number, name: string) {
  const rejected = status === 401 || status === 403;
  return rejected ? { want: `a valid key in the header ${name} accepted`, got: String(status) } : undefined;
}

const sampled = sampleServer();

const isSibling = (request: RequestSpec) => keyOf(request) === 'sibling';

/** The broken server knows its header only in lower case; another rejects all keys but one, or shows others fewer rows. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    (request) => (KEY_HEADER in request.headers ? sampled(request) : problem(401, 'Unauthorized')),
    // Capitals alone are not known.
    (request) => ('MITP-API-KEY' in request.headers ? problem(401, 'Unauthorized') : sampled(request)),
    (request) => (isSibling(request) ? problem(403, 'Forbidden') : sampled(request)),
    broken(sampled, (response, request) =>
      isSibling(request) ? { body: { ...bodyOf(response), items: [], totalCount: 0 } } : undefined,
    ),
  ],
};
