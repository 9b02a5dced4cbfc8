import type { Operation } from '../../../spec/contract.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import { finding } from '../../../verifier/finding.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import {
  contentOf,
  header,
  type ApiResponse,
  type CompletedExchange,
  type RequestSpec,
} from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { envelope, rowName, knownList, valueAt, type Envelope, type Row } from '../../../verifier/model/known-lists.ts';
import { verdictOf, type Finding, type Verdict } from '../../../verifier/verdict.ts';
import { bodyOf, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import {
  listsBelowTheirs,
  namingTheirs,
  oddCounts,
  type OddCount,
  sameOfTheirs,
  withTag,
} from '../evidence/tenant-requests.ts';
import { early } from '../../contract/checks/rotate.ts';
import { belongings, shownOf, sideOf } from '../evidence/tenants.ts';

const WANT = 'rows of one IT provider alone';
/** Most findings beside those of the plain lists. */
const MOST = 5;

const lists = caseCheck(
  'AUTH-08',
  function* (context): Iterable<Case> {
    for (const [nth, operation] of context.contract.operations.entries()) {
      const list = knownList(context, operation);
      if (!list || !context.target.keys.has('foreign')) continue;
      // At `standard` every list of the other provider, in every run.
      const depth = nth === 0 ? 'quick' : early(context);
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
        label: 'foreign key requests our row',
        depth: nth === 1 ? 'standard' : 'full',
        requests: [listRequest(operation, { filter: rule }, { key: 'foreign' })],
        judge: ({ response }) => judgeForeign(operation, list.known, response),
      };
    }
  },
  'it needs MITP_FOREIGN_API_KEY',
);

/**
 * AUTH-08: a key sees only its own IT provider's data. Besides the lists of both providers, every response of the run is searched
 * for what only the other one has: rows, ids within rows, names in errors, counts.
 */
export const auth08: Check = {
  clause: 'AUTH-08',
  *requestGroups(context) {
    yield* lists.requestGroups?.(context) ?? [];
    yield* namingTheirs(context);
  },
  judge(context) {
    const verdict = lists.judge(context);
    const findings = [...anywhere(context), ...counted(context), ...tagged(context), ...existing(context)].slice(
      0,
      MOST,
    );
    return findings.length === 0 ? verdict : joined(verdict, findings);
  },
};

function joined(verdict: Verdict, findings: readonly Finding[]): Verdict {
  if (verdict.kind === 'not-run') return verdictOf(findings.length, findings, verdict.notes);
  const before = verdict.kind === 'fail' ? verdict.findings : [];
  const tried = verdict.operations ?? verdict.checked;
  return verdictOf(tried, [...before, ...findings], verdict.notes);
}

/** What only the other provider has, in any response to either's key. */
function anywhere(context: CheckContext): Finding[] {
  const { own, foreign } = belongings(context);
  const found = new Map<string, Finding>();
  for (const exchange of context.recorder.completed()) {
    const side = sideOf(exchange);
    if (side === undefined) continue;
    const shown = shownOf(side === 'own' ? foreign : own, exchange);
    const operation = exchange.request.operation ?? exchange.request.target;
    if (shown === undefined || found.has(`${side} ${operation}`)) continue;
    const got = `${side === 'own' ? 'another IT provider’s' : 'this IT provider’s'}, ${shown}, in the response to the other’s key`;
    found.set(`${side} ${operation}`, finding(operation, { want: WANT, got }, context, exchange.n));
  }
  return [...found.values()];
}

/** Counts that exceed the rows by exactly the other provider's rows. */
function counted(context: CheckContext): Finding[] {
  return oddCounts(context).flatMap((odd): Finding[] => {
    const { exchange, list, excess } = odd;
    const same = context.recorder.find(sameOfTheirs(exchange));
    const theirs = same && envelope(same.response);
    if (!theirs || !explainedBy(theirs, odd)) return [];
    const got = `totalCount ${list.totalCount}, with ${excess} rows of another IT provider’s`;
    return [finding(exchange.request.operation ?? '', { want: WANT, got }, context, exchange.n, [same.n])];
  });
}

/**
 * Whether the rows that the other provider has, and not only its count, are what a count has too many of: counts that are wrong
 * for both by the same number look alike.
 */
function explainedBy({ items, totalCount }: Envelope, { list, excess, before, size }: OddCount): boolean {
  const has = before + items.length === excess || items.length >= size;
  return has && (totalCount === excess || (totalCount === list.totalCount && excess > 1));
}

/** The other provider's ETag, by which a cache may mistake its list for this one's. */
function tagged(context: CheckContext): Finding[] {
  return context.contract.operations.flatMap((operation): Finding[] => {
    if (operation.pathParameters.length > 0) return [];
    const theirs = context.recorder.find(listRequest(operation, {}, { key: 'foreign' }));
    const ours = context.recorder.find(listRequest(operation));
    const tag = theirs && header(theirs.response, 'etag');
    if (!theirs || !ours || tag === undefined || same(theirs, ours)) return [];
    const reply = context.recorder.find(withTag(operation, tag));
    if (reply?.response.status !== 304) return [];
    const got = `304 to who has the other IT provider’s list, which has the tag ${tag}`;
    return [finding(operation.id, { want: 'a tag for each IT provider’s list', got }, context, reply.n, [theirs.n])];
  });
}

/**
 * A row that only the other provider has, and that the active key's request for the list below it finds: without rows, but without
 * the 404 that an id gets which nobody has.
 */
function existing(context: CheckContext): Finding[] {
  return listsBelowTheirs(context).flatMap(({ operation, id, ours, absent: nobodys, isForeign }): Finding[] => {
    const [reply, absent] = [context.recorder.find(ours), context.recorder.find(nobodys)];
    const list = reply && envelope(reply.response);
    if (!isForeign || list?.items.length !== 0 || absent?.response.status !== 404) return [];
    const want = `404 for ${operation.parent?.parameter ?? ''} ${id} of another IT provider, as for one that does not exist`;
    const outcome = { want, got: 'an empty list', tolerated: true } as const;
    return [finding(operation.id, outcome, context, reply?.n, [absent.n])];
  });
}

const same = (a: CompletedExchange, b: CompletedExchange) => contentOf(a.response) === contentOf(b.response);

function withKey(request: RequestSpec, key: string): RequestSpec {
  return { ...request, headers: { ...request.headers, [KEY_HEADER]: `{{${key}}}` } };
}

/** A uuid identifies a row across providers. A number may be used by each provider, so the whole row is compared. */
function judgeForeign(operation: Operation, ours: readonly Row[], response: ApiResponse): Outcome {
  const list = envelope(response);
  if (!list) {
    // The path names a row of our own provider: rejecting it is right.
    if (operation.parent && response.status === 404) return undefined;
    return { note: `the other provider's key got ${response.status}` };
  }
  const unique = operation.fields.find(({ member: fieldPath }) => fieldPath === 'id')?.type === 'uuid';
  const mark = (row: Row) => JSON.stringify(unique ? valueAt(row, 'id') : row);
  const theirs = new Set(list.items.map(mark));
  const shared = ours.find((row) => theirs.has(mark(row)));
  return shared ? { want: WANT, got: `${rowName(shared)} served to both` } : undefined;
}

function ownRule(operation: Operation, rows: readonly Row[]) {
  const id = rows[0] && valueAt(rows[0], 'id');
  const requested = operation.parent === undefined && (typeof id === 'string' || typeof id === 'number');
  return requested ? { field: 'id', predicate: 'equal' as const, condition: String(id) } : undefined;
}

const sampled = sampleServer();
const empty = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };
const ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const one = { body: { page: 1, pageSize: 100, totalCount: 1, items: [{ id: ID, name: 'Somebody Else Ltd' }] } };

/** A server that keeps two providers apart: the other one has one client. */
const apart = responding(sampled, ({ headers, operation }) =>
  headers[KEY_HEADER] === '{{foreign}}' ? (operation === 'listClients' ? one : empty) : undefined,
);
const isOwn = ({ headers }: RequestSpec) => headers[KEY_HEADER] === '{{active}}';

/** The broken server serves one list to every provider. */
export const samples: Samples = {
  passes: apart,
  rejects: [
    responding(sampled, (request) => {
      if (request.headers[KEY_HEADER] !== '{{foreign}}') return undefined;
      return request.operation === 'listFindings' ? sampled(withKey(request, 'active')) : problem(404, 'Not Found');
    }),
    // A row in a filtered list.
    responding(apart, (request) =>
      isOwn(request) && request.target.startsWith('/clients?queryFilters') ? one : undefined,
    ),
    // A name in an error.
    responding(apart, (request) =>
      isOwn(request) && request.target.includes('pageSize=5')
        ? problem(404, 'This is of Somebody Else Ltd')
        : undefined,
    ),
    // A count of both providers' rows.
    responding(apart, (request) => {
      if (!isOwn(request) || !request.target.startsWith('/clients?sortingRules')) return undefined;
      const body = bodyOf(sampled(request));
      return { body: { ...body, totalCount: body.totalCount + 1 } };
    }),
    // A row of the other provider that is found, with nothing below it.
    responding(apart, ({ headers, target }) => {
      if (target === '/recommendations' && headers[KEY_HEADER] === '{{foreign}}')
        return { body: { ...one.body, items: [{ id: 77, name: 'Somebody Else Ltd' }] } };
      if (target === '/recommendations/77/configurations') return empty;
      return /\d{9}\/configurations/.test(target) ? problem(404, 'Not Found') : undefined;
    }),
    // The same ETag for both providers.
    responding(apart, (request) => {
      const tag = { etag: '"1"' };
      if ('if-none-match' in request.headers) return { status: 304, headers: tag, body: '' };
      return request.target === '/clients' ? { ...apart(request), headers: tag } : undefined;
    }),
  ],
};
