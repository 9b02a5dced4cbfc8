import type { Operation } from '../../../spec/contract.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { caseCheck, type Case, type Outcome } from '../../../verifier/check.ts';
import type { ApiResponse, RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { envelope, rowName, knownList, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** AUTH-08: a key sees its own IT provider's data alone. */
export const auth08 = caseCheck(
  'AUTH-08',
  function* (context): Iterable<Case> {
    for (const [nth, operation] of context.contract.operations.entries()) {
      const list = knownList(context, operation);
      if (!list || !context.target.keys.has('foreign')) continue;
      const depth = nth === 0 ? 'quick' : 'standard';
      const foreign = withKey(list.first.request, 'foreign');
      yield {
        operation: operation.id,
        label: 'foreign list',
        depth,
        requests: [list.first.request, foreign],
        judge: (_, other) => judgeForeign(operation, list.known, other.response),
      };
      const rule = ownRule(operation, list.rows);
      if (!rule) continue;
      yield {
        operation: operation.id,
        label: 'foreign key asks for our row',
        depth: nth === 1 ? 'standard' : 'full',
        requests: [listRequest(operation, { filter: rule }, { key: 'foreign' })],
        judge: ({ response }) => judgeForeign(operation, list.known, response),
      };
    }
  },
  'it needs MITP_FOREIGN_API_KEY',
);

function withKey(request: RequestSpec, key: string): RequestSpec {
  return { ...request, headers: { ...request.headers, [KEY_HEADER]: `{{${key}}}` } };
}

/** A row's uuid is its own in the world; a number may be counted by each provider for itself, so the whole row is compared. */
function judgeForeign(operation: Operation, ours: readonly Row[], response: ApiResponse): Outcome {
  const list = envelope(response);
  if (!list) {
    // The path names a row of ours: that it is rejected is right.
    if (operation.parent && response.status === 404) return undefined;
    return { note: `the other provider's key got ${response.status}` };
  }
  const unique = operation.fields.find(({ member }) => member === 'id')?.type === 'uuid';
  const mark = (row: Row) => JSON.stringify(unique ? valueAt(row, 'id') : row);
  const theirs = new Set(list.items.map(mark));
  const shared = ours.find((row) => theirs.has(mark(row)));
  return shared ? { want: 'rows of one IT provider alone', got: `${rowName(shared)} served to both` } : undefined;
}

function ownRule(operation: Operation, rows: readonly Row[]) {
  const id = rows[0] && valueAt(rows[0], 'id');
  const requested = operation.parent === undefined && (typeof id === 'string' || typeof id === 'number');
  return requested ? { field: 'id', predicate: 'equal' as const, condition: String(id) } : undefined;
}

const sampled = sampleServer();
const empty = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };

/** The rejected server serves one list to every provider. */
export const samples: Samples = {
  passes: responding(sampled, ({ headers }) => (headers[KEY_HEADER] === '{{foreign}}' ? empty : undefined)),
  rejects: responding(sampled, (request) => {
    if (request.headers[KEY_HEADER] !== '{{foreign}}') return undefined;
    return request.operation === 'listFindings' ? sampled(withKey(request, 'active')) : problem(404, 'Not Found');
  }),
};
