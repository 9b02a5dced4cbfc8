/** The outcome of a request for the client. */
export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Milliseconds from the response until the server accepts requests again, by `Retry-After`; null without one. */
      readonly retryAfterMs: number | null;
      /** The facts of the page, where the body is a list of the contract. */
      readonly page: Page | null;
      /** Parameters that a 400 names as wrong, with its message. */
      readonly errors: Readonly<Record<string, string>>;
    }
  /** No complete response: the connection was reset, the body was cut off, or the client stopped waiting. */
  | { readonly kind: 'network'; readonly how: 'reset' | 'cut off' | 'given up' };

/** A page of a list as the server sent it. */
export interface Page {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  readonly rows: number;
}

/** Where the key was found, and how. */
export interface KeyUse {
  /** The value in the key's header: none, a valid key, or an invalid one. */
  readonly header: 'valid' | 'rejected' | 'none';
  /** Other places that held the key: `the URL`, `the cookie`, `the header authorization`, `the body`. */
  readonly elsewhere: readonly string[];
}

/** One request that a client sent and its outcome. It holds no key value. */
export interface SentRequest {
  /** Counts up from 1 in the order in which the requests came. */
  readonly n: number;
  /** Milliseconds since the client started, when it came and when its response was sent (or its connection ended). */
  readonly at: number;
  readonly endedAt: number;
  /** Requests of the same number came on the same connection, one after the other. */
  readonly connection: number;
  /** When that connection was opened, where it is known: a request that came on one opened earlier may have been under way. */
  readonly connectedAt?: number;
  readonly method: string;
  /** Below the contract's base path; a path outside it is here whole, and `outside` is set. */
  readonly path: string;
  readonly outside: boolean;
  /** Without the question mark. */
  readonly query: string;
  readonly key: KeyUse;
  readonly outcome: Outcome;
}

/** The request in one line: `GET /clients?page=2`. */
export const requestText = ({ method, path, query }: Pick<SentRequest, 'method' | 'path' | 'query'>): string =>
  `${method} ${path}${query === '' ? '' : `?${query}`}`;

/** Names that were computed: the rules compare each request with many others. */
const names = new WeakMap<SentRequest, string>();

/** Two requests of the same name are the same request. */
export function sameAs(request: SentRequest): string {
  const known = names.get(request);
  if (known !== undefined) return known;
  const { method, path, query } = request;
  const name = `${method} ${path}?${query.split('&').filter(Boolean).sort().join('&')}`;
  names.set(request, name);
  return name;
}

/** The status of a response; undefined where none came completely. */
export const statusOf = ({ outcome }: SentRequest): number | undefined =>
  outcome.kind === 'response' ? outcome.status : undefined;

/** Whether a request failed for a reason that has nothing to do with its content. */
export const failedOnTheWay = (request: SentRequest): boolean => (statusOf(request) ?? 599) >= 500;

/** The page that a request was served, if it was. */
export const pageOf = ({ outcome }: SentRequest): Page | null => (outcome.kind === 'response' ? outcome.page : null);

/** Equal requests grouped, in the order in which each first came. */
export function bySame(requests: readonly SentRequest[]): SentRequest[][] {
  const groups = new Map<string, SentRequest[]>();
  for (const request of requests) {
    const name = sameAs(request);
    groups.set(name, [...(groups.get(name) ?? []), request]);
  }
  return [...groups.values()];
}
