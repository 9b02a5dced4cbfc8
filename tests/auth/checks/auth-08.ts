import type { Operation } from '../../../spec/contract.ts';
import { listAsk } from '../../harness/asks.ts';
import { caseCheck, type Case, type Outcome } from '../../harness/check.ts';
import { KEY_HEADER, type Answer, type Ask } from '../../harness/exchange.ts';
import { envelope, rowName, seenList, valueAt, type Row } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** AUTH-08: a key sees its own IT provider's data alone. */
export const auth08 = caseCheck(
  'AUTH-08',
  function* (seen): Iterable<Case> {
    for (const [nth, operation] of seen.contract.operations.entries()) {
      const list = seenList(seen, operation);
      if (!list || !seen.target.keys.has('foreign')) continue;
      const depth = nth === 0 ? 'quick' : 'standard';
      const foreign = withKey(list.first.ask, 'foreign');
      yield {
        operation: operation.id,
        label: 'foreign list',
        depth,
        asks: [list.first.ask, foreign],
        judge: (_, other) => judgeForeign(operation, list.known, other.answer),
      };
      const rule = ownRule(operation, list.rows);
      if (!rule) continue;
      yield {
        operation: operation.id,
        label: 'foreign key asks for our row',
        depth: nth === 1 ? 'standard' : 'full',
        asks: [listAsk(operation, { filter: rule }, { key: 'foreign' })],
        judge: ({ answer }) => judgeForeign(operation, list.known, answer),
      };
    }
  },
  'it needs MITP_FOREIGN_API_KEY',
);

function withKey(ask: Ask, key: string): Ask {
  return { ...ask, headers: { ...ask.headers, [KEY_HEADER]: `{{${key}}}` } };
}

/** A row's uuid is its own in the world; a number may be counted by each provider for itself, so the whole row is compared. */
function judgeForeign(operation: Operation, ours: readonly Row[], answer: Answer): Outcome {
  const list = envelope(answer);
  if (!list) {
    // The path names a row of ours: that it is refused is right.
    if (operation.parent && answer.status === 404) return undefined;
    return { note: `the other provider's key got ${answer.status}` };
  }
  const unique = operation.fields.find(({ member }) => member === 'id')?.type === 'uuid';
  const mark = (row: Row) => JSON.stringify(unique ? valueAt(row, 'id') : row);
  const theirs = new Set(list.items.map(mark));
  const shared = ours.find((row) => theirs.has(mark(row)));
  return shared ? { want: 'rows of one IT provider alone', got: `${rowName(shared)} served to both` } : undefined;
}

function ownRule(operation: Operation, rows: readonly Row[]) {
  const id = rows[0] && valueAt(rows[0], 'id');
  const asked = operation.parent === undefined && (typeof id === 'string' || typeof id === 'number');
  return asked ? { field: 'id', predicate: 'equal' as const, condition: String(id) } : undefined;
}

const sampled = sampleServer();
const empty = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };

/** The rejected server serves one list to every provider. */
export const samples: Samples = {
  passes: answering(sampled, ({ headers }) => (headers[KEY_HEADER] === '{{foreign}}' ? empty : undefined)),
  rejects: answering(sampled, (ask) => {
    if (ask.headers[KEY_HEADER] !== '{{foreign}}') return undefined;
    return ask.operation === 'listFindings' ? sampled(withKey(ask, 'active')) : problem(404, 'Not Found');
  }),
};
