import type { OpenApiDocument, Operation } from '../../spec/contract.ts';
import type { Clock } from '../clock.ts';
import type { QueryParameters } from '../data/query-string.ts';
import type { Row } from '../data/columns.ts';
import type { FilterRule } from '../data/filter.ts';
import type { ListQuery, Violation } from '../data/list-query.ts';
import type { SortRule } from '../data/sort.ts';
import type { DemoKeys } from '../keys/demo.ts';
import type { ApiRequest, Reply } from '../types.ts';
import type { KeyRecord, Keys } from '../keys/keys.ts';
import type { Limiter, LimitOptions } from '../limits/limiter.ts';
import type { PortalRole } from '../keys/providers.ts';

/** Replaces a conforming part, which the replacement may still use. */
export type Wrap<Part> = (original: Part) => Part;

/** Whose list a request is for. */
export interface ListContext {
  readonly operation: Operation;
  readonly providerId: string;
  /** The value in the path, for lists below a row of another: `/recommendations/{recommendationId}/configurations`. */
  readonly parent: string | undefined;
}

/** One page as it goes into the envelope. */
export interface PageOfRows {
  readonly items: readonly Row[];
  readonly totalCount: number;
}

/** What the portal does in ways that a fault may change; see mocks/web/portal/. */
export interface PortalBehaviour {
  /** The HTML or JSON of each of its responses, just before it is sent; `path` is below `/portal`. */
  body(text: string, path: string): string;
  /** The headers of each of its responses. */
  headers(headers: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>>;
  /** What it shows of a key whose value may no longer be read. */
  mask(record: KeyRecord): string;
  /** Whether it opens a confirmation before it revokes or deletes. */
  confirms(action: 'revoke' | 'delete'): boolean;
  /** Whether *Cancel* leaves everything as it is. */
  cancelKeeps(action: 'revoke' | 'delete'): boolean;
  /** Whether a person of this role may open the pages of Account Settings, or send its forms. */
  admits(role: PortalRole, to: 'see' | 'change'): boolean;
}

/**
 * Everything that a fault may break. Each hook wraps a conforming part of the mock; a fault names the few that it needs, and the
 * others stay conforming. With several faults, the later one wraps the earlier.
 */
export interface FaultHooks {
  /** The whole handling of a request, from the first stage to the reply. It may call the conforming handler more than once. */
  readonly around?: Wrap<(request: ApiRequest) => Promise<Reply>>;
  /** Whose key a request carries; undefined rejects it. */
  readonly authenticate?: Wrap<(request: ApiRequest) => KeyRecord | undefined>;
  /** The account whose quota a request uses: the IT provider's id in a conforming server. */
  readonly account?: Wrap<(request: ApiRequest, key: KeyRecord) => string>;
  /** The budgets. */
  readonly limiter?: Wrap<Limiter>;
  /** The life of keys, as API, portal and control side use it. */
  readonly keys?: Wrap<Keys>;
  /** Reading the parameters of a list. */
  readonly readQuery?: Wrap<(parameters: QueryParameters, operation: Operation) => ListQuery | readonly Violation[]>;
  /** All rows of a list, in its own order; undefined when the parent does not exist (404). */
  readonly rows?: Wrap<(list: ListContext) => readonly Row[] | undefined>;
  /** The rows that the filters keep, in the order they came. */
  readonly filter?: Wrap<(rows: readonly Row[], rules: readonly FilterRule[], list: ListContext) => readonly Row[]>;
  /** The rows in the order of the rules. */
  readonly sort?: Wrap<(rows: readonly Row[], rules: readonly SortRule[], list: ListContext) => readonly Row[]>;
  /** One page of the filtered and sorted rows. */
  readonly page?: Wrap<(rows: readonly Row[], query: ListQuery, list: ListContext) => PageOfRows>;
  /** The body: page, pageSize, totalCount, items. What it gives is sent as JSON without being validated. */
  readonly envelope?: Wrap<(page: PageOfRows, query: ListQuery, list: ListContext) => unknown>;
  /** The contract as the mock serves it and Swagger UI reads it. */
  readonly document?: Wrap<OpenApiDocument>;
  /** The portal. */
  readonly portal?: Wrap<PortalBehaviour>;
}

/** What a fault may know of the mock that it is switched on in. */
export interface FaultContext {
  readonly clock: Clock;
  /** The conforming key store, whatever other faults do. */
  readonly keys: Keys;
  readonly demoKeys: DemoKeys;
  readonly limit: LimitOptions;
}

/** A defect that servers really have; the suites have to find it. A row of a table in mocks/faults/. */
export interface Fault {
  /** Short, in kebab case: `page-zero-based`. */
  readonly id: string;
  /** schema, http, paging, filtering, sorting, relations, input, auth, keys, limit, exposure, portal, docs or network. */
  readonly class: string;
  /** What the broken server does. */
  readonly sentence: string;
  /** The clause that it breaks first, and others that it breaks with it; none where no clause forbids it (class network). */
  readonly clauses: readonly string[];
  /** Made anew whenever it is switched on, so that what a fault remembers belongs to one mock. */
  hooks(context: FaultContext): FaultHooks;
}
