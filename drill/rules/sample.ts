import { loadContract } from '../../spec/contract.ts';
import type { ClientRun, Evidence } from './evidence.ts';
import type { Outcome, Page, SentRequest } from './requests.ts';
import { UNDISTURBED, UNDISTURBED_AGAIN } from './nature.ts';

/** A request of a sample: `GET /clients?page=2`, and what is special about it. */
export interface SampleRequest {
  readonly text: string;
  readonly status?: number;
  readonly page?: Partial<Page>;
  readonly retryAfterMs?: number;
  readonly network?: 'reset' | 'cut off' | 'given up';
  readonly elsewhere?: readonly string[];
  readonly errors?: Readonly<Record<string, string>>;
  readonly outside?: true;
  readonly connection?: number;
  /** Milliseconds after the previous response. */
  readonly after?: number;
  /** It carried an invalid key. */
  readonly rejected?: true;
}

/** The facts of a page. */
export const page = (page: number, rows = 100, totalCount = 130, pageSize = 100): Page => ({
  ...{ page, pageSize, totalCount, rows },
});

function outcome({ status = 200, page: own, retryAfterMs, network, errors = {} }: SampleRequest): Outcome {
  if (network) return { kind: 'network', how: network };
  const served = status === 200 ? { ...page(1, 30, 30), ...own } : null;
  return { kind: 'response', status, retryAfterMs: retryAfterMs ?? null, page: served, errors };
}

/** Sequential requests: each comes 200 ms after the previous response, and takes 10 ms. */
function sent(...requests: readonly (SampleRequest | string)[]): SentRequest[] {
  let clock = 0;
  return requests.map((one, place) => {
    const request: SampleRequest = typeof one === 'string' ? { text: one } : one;
    const [method = 'GET', target = '/'] = request.text.split(' ');
    const [path = '/', ...query] = target.split('?');
    const at = clock + (request.after ?? 200);
    clock = at + 10;
    return {
      ...{ n: place + 1, at, endedAt: clock, connection: request.connection ?? 1 },
      ...{ method, path, query: query.join('?'), outside: request.outside ?? false },
      key: { header: request.rejected ? 'rejected' : 'valid', elsewhere: request.elsewhere ?? [] },
      outcome: outcome(request),
    };
  });
}

type RunFacts = Partial<Omit<ClientRun, 'scenario'>> & Partial<ClientRun['scenario']>;

/** A run of a client that keeps every rule, except for what is given; one request unless others are. */
export function run(id: string, facts: RunFacts = {}, ...requests: readonly (SampleRequest | string)[]): ClientRun {
  const { expects = 'success', nature = 'calm', sentence = 'A sample.', ...rest } = facts;
  return {
    scenario: { id, expects, nature, sentence },
    ...{
      requests: sent(...(requests.length > 0 ? requests : ['GET /clients?page=1'])),
      exitCode: 0,
      signal: null,
      overdue: false,
      seconds: 1,
    },
    ...{ output: { stdout: '[]', stderr: '', file: null }, leaks: [], shown: true, difference: null, damaged: [] },
    ...rest,
  };
}

function evidenceOf(runs: readonly ClientRun[], incomparable: string | null): Evidence {
  const ids = new Set(runs.map(({ scenario }) => scenario.id));
  const usual = [UNDISTURBED, UNDISTURBED_AGAIN].filter((id) => !ids.has(id)).map((id) => run(id));
  return {
    // Loaded on demand: a mock loads the rules, but not their samples' contract.
    get contract() {
      return loadContract();
    },
    ...{ runs: [...usual, ...runs], patience: 90, incomparable },
  };
}

/** Evidence of these runs, after two undisturbed ones. */
export const evidence = (...runs: readonly ClientRun[]): Evidence => evidenceOf(runs, null);

/** The same of a client whose results cannot be compared, and why. */
export const incomparableEvidence = (why: string, ...runs: readonly ClientRun[]): Evidence => evidenceOf(runs, why);

/** Evidence of one such run. */
export const ran = (...facts: Parameters<typeof run>): Evidence => evidence(run(...facts));

/** Evidence of an undisturbed run with these requests. */
export const requests = (...all: readonly (SampleRequest | string)[]): Evidence => ran(UNDISTURBED, {}, ...all);

/** The same request several times. */
export const times = (n: number, request: SampleRequest): SampleRequest[] => Array.from({ length: n }, () => request);
