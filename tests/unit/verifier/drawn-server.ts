import type { Contract } from '../../../spec/contract.ts';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import { identity, type RequestSpec } from '../../../verifier/exchange.ts';
import { turned } from '../../../verifier/choose.ts';
import { outstanding } from '../../../verifier/outstanding.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import {
  bodyOf,
  broken,
  conforming,
  problem,
  sampleContract,
  type SampleServer,
} from '../../../verifier/samples/sample.ts';
import { understanding, withFilters, withQuery, withSorts } from '../../../verifier/samples/sample-change.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';
import { drawnLists } from './drawn-rows.ts';
import { noting } from './noted-groups.ts';

export type Dice = ReturnType<typeof dice>;

const KEYS = {
  active: 'a'.repeat(40),
  sibling: 's'.repeat(40),
  revoked: 'r'.repeat(40),
};

/** What a server may do to lists, some of it only on a page, in an order or under a predicate. */
const DEFECTS: readonly ((server: SampleServer, drawn: Dice) => SampleServer)[] = [
  (server) => server,
  (server, { pick }) => {
    const [predicate, other] = [
      pick('equal', 'notEqual', 'greaterThan', 'contains'),
      pick('equal', 'contains', 'lessThan'),
    ];
    const change = (request: RequestSpec) =>
      withFilters(request, (rules) =>
        rules.map((rule) => (rule.predicate === predicate ? { ...rule, predicate: other } : rule)),
      );
    return understanding(server, change);
  },
  (server, { pick }) => {
    const taken = pick(0, 1, 2);
    return understanding(server, (request) => withFilters(request, (rules) => rules.slice(0, taken)));
  },
  (server, { pick }) => {
    const way = pick('first', 'none', 'asc');
    return understanding(server, (request) =>
      withSorts(request, (rules) =>
        way === 'none'
          ? []
          : way === 'first'
            ? rules.slice(0, 1)
            : rules.map((rule) => ({ ...rule, direction: 'asc' })),
      ),
    );
  },
  (server, { pick }) => {
    const [name, value] = [pick('page', 'pageSize'), pick('1', '2', '3', 'the last')];
    const changed = (query: URLSearchParams) => (value === 'the last' ? (query.getAll(name).at(-1) ?? '') : value);
    return understanding(server, (request) =>
      withQuery(request, (query) => query.has(name) && query.set(name, changed(query))),
    );
  },
  (server, { pick }) => {
    const [part, wrong] = [
      pick(/queryFilters/, /sortingRules/, /page=2/, /Filters.*Rules|Rules.*Filters/),
      pick(0, 1, 2, 3),
    ];
    return broken(server, (response, { target }) => {
      if (!part.test(target) || response.status !== undefined) return undefined;
      const body = bodyOf(response);
      if (wrong === 0) return { body: { ...body, items: body.items.slice(1) } };
      if (wrong === 1) return { body: { ...body, totalCount: body.totalCount + 1 } };
      if (wrong === 2) return { body: { ...body, items: body.items.toReversed() } };
      return problem(500, 'Internal Server Error');
    });
  },
  otherStatuses,
  (server, { pick }) => {
    const pattern = pick('aab', 'abb', 'aba', 'abc', 'abcc', 'aabc', 'abca', 'aabbc', 'ababab');
    const times = new Map<string, number>();
    // Of responses to the same request each has the rows that the pattern says, by turns or once and for all.
    return broken(server, (response, { target, headers }) => {
      const same = JSON.stringify([target, headers]);
      const nth = times.get(same) ?? 0;
      times.set(same, nth + 1);
      const name = pattern.at(Math.min(nth, pattern.length - 1))!;
      if (response.status !== undefined || name === 'a') return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: body.items.map((row) => ({ ...row, name })) } };
    });
  },
];

/** Statuses on both sides of every bound. */
export const STATUSES = [
  ...[200, 204, 206, 299, 300, 300, 301, 304, 399, 400, 401, 403, 404, 405, 409, 418, 422, 428],
  ...[429, 430, 499, 500, 501, 502, 503, 504, 505, 507, 508],
];

/** A server of which rejections, lists, or both have another status now and then, the same for the same request. */
export function otherStatuses(server: SampleServer, { pick }: Dice): SampleServer {
  const [seed, which] = [pick(1, 2, 3, 4, 5, 6, 7), pick('rejections', 'rejections', 'lists', 'both')];
  return broken(server, (response, request) => {
    const drawn = dice(seed + parseInt(digest(identity(request)), 16));
    const isList = response.status === undefined;
    if (which !== 'both' && isList !== (which === 'lists')) return undefined;
    return drawn.random() < (isList ? 0.8 : 0.3) ? undefined : { ...response, status: drawn.pick(...STATUSES) };
  });
}

/** The contract with a few of its lists in turn, so that more servers can be drawn, and with pages of these sizes. */
function drawnContract({ pick }: Dice, size: number, most: number): Contract {
  const contract = sampleContract();
  const lists = turned(contract.operations, pick(0, 1, 2, 3, 4, 5, 6, 7, 8)).slice(0, pick(2, 2, 3, 3, 4, 6));
  return { ...contract, operations: lists.map((one) => ({ ...one, defaultPageSize: size, maxPageSize: most })) };
}

/** A server with such pages. */
const withSmallPages = (server: SampleServer, size: number, most: number): SampleServer =>
  broken(
    understanding(server, (request) =>
      withQuery(request, (query) => !query.has('pageSize') && query.set('pageSize', String(size))),
    ),
    (_, { target }) =>
      Number(/[?&]pageSize=(\d+)/.exec(target)?.[1]) > most ? problem(400, 'Bad Request') : undefined,
  );

/** Rows that lose one, or that have another value, now and then. */
function moving(server: SampleServer, { random, pick }: Dice): SampleServer {
  const often = pick(0, 0, 0, 0.05, 0.3);
  return broken(server, (response) => {
    if (response.status !== undefined || random() >= often) return undefined;
    const body = bodyOf(response);
    if (random() < 0.5) return { body: { ...body, items: body.items.map((row) => ({ ...row, name: 'another' })) } };
    return { body: { ...body, totalCount: body.totalCount - 1, items: body.items.slice(1) } };
  });
}

/** A server of drawn rows, with a drawn defect or none, and the contract that it is judged by. */
export function drawnServer(drawn: Dice): { contract: Contract; server: SampleServer } {
  const { pick } = drawn;
  const few = pick(1, 2, 4, 6, 7, 9, 12);
  // Of so many rows a list is not read whole.
  const [size, most, count] = pick([100, 100, few], [3, 5, few], [2, 3, few], [5, 5, few], [12, 20, 130]);
  const rows = drawnLists(count, drawn);
  const whole = conforming(() => rows);
  const server = size === 100 ? whole : withSmallPages(whole, size, most);
  return { contract: drawnContract(drawn, size, most), server: moving(pick(...DEFECTS)(server, drawn), drawn) };
}

interface Judged {
  checks: readonly Check[];
  contract: Contract;
  server: SampleServer;
  depth: Depth;
  /** Further keys, by name. */
  keys?: Readonly<Record<string, string>>;
}

/** Sends what checks request until they have a drawn count of responses, and tells what they request and say. */
export function judged({ pick }: Dice, { checks, contract, server, depth, keys = {} }: Judged) {
  const recorder = new Recorder();
  const all = { ...KEYS, ...keys };
  const target = {
    baseUrl: 'http://sample',
    embedded: false,
    limit: 50,
    windowSeconds: 60,
    keys: new Set(Object.keys(all)),
  };
  const context: CheckContext = { contract, target, recorder, depth, seed: pick(1, 2, 3, 5, 8, 13) };
  const secrets = new Secrets(all);
  const enough = pick(40, 80, 160, 240);
  const rounds: string[] = [];
  const noted = checks.map(noting);
  for (let round = 0; round < 6 && recorder.all().length < enough; round += 1) {
    const open = outstanding(
      noted.map(({ check }) => check),
      context,
      secrets,
    );
    rounds.push(`${open.length} ${digest(open)}`);
    for (const { request } of open.slice(0, round === 0 ? 12 : 60)) {
      const { status = 200, headers = {}, body } = server(request);
      const pairs = Object.entries({ 'content-type': 'application/json; charset=utf-8', ...headers });
      const response = {
        status,
        headers: Object.fromEntries(pairs.map(([name, value]) => [name, [value]])),
        text: JSON.stringify(body),
      };
      recorder.record({ scenario: 'sample', request, sentAt: recorder.all().length, took: 1, response });
    }
  }
  const verdicts = noted.map(({ check, told }) => {
    const verdict = check.judge(context);
    return `${check.clause} ${{ pass: '.', fail: 'F', 'not-run': '-' }[verdict.kind]} ${digest(verdict)}, groups ${told()}`;
  });
  return { context, lines: [`requests ${rounds.join(', ')}`, ...verdicts] };
}
