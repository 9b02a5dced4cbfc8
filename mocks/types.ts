// What all parts of the mock speak of. This file imports nothing, so that it can be part of no cycle.

/** A row of a list, as its JSON shows it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The user's own rows for a provider, by operation id; for a list below another's row, by the value in the path. Operations that
 * are left out have no rows.
 */
export type OwnData = Readonly<Record<string, readonly Row[] | Readonly<Record<string, readonly Row[]>>>>;

/** The roles that the vendor ships; by default only the first reaches Account Settings. */
export type PortalRole = 'IT Provider Admin' | 'vCIO' | 'Engineer';

/** How much data a provider has. */
export type DatasetSize = 'empty' | 'small' | 'medium' | 'large';

/** What the portal and the control side may know of a key: never its value. Times are milliseconds since 1970. */
export interface KeyRecord {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly status: 'active' | 'revoked';
  /** Dots and the last four characters; null once revoked, because the record is then without a value (KEY-08). */
  readonly masked: string | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** A request to the API as it came; the path is the one below the base, undecoded. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  /** By lower-case name; a header that came several times is joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names and values of the headers in turn, spelt as they came. */
  readonly rawHeaders: readonly string[];
  readonly remoteAddress: string;
  /** The connection that it came on: its number, and when it was opened (milliseconds of real time). */
  readonly connection?: { readonly n: number; readonly since: number } | undefined;
}

/** The response, before the headers that every response has. */
export interface ApiResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Why it is a rejection, for the journal; null when it is none. */
  readonly reason: string | null;
}

/** What a served page says of itself. */
export interface PageFacts {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  /** How many rows it holds. */
  readonly rows: number;
}

/** What goes out, and what the journal wants to know about it. */
export interface Reply extends ApiResponse {
  readonly key?: KeyRecord | undefined;
  /** Set only by faults: the connection breaks after so many bytes of the body, or before any response (-1). */
  readonly breaksAfter?: number;
  /** Set only by variants: interim responses go before it, or its end is the end of the connection. */
  readonly early?: true;
  readonly closes?: true;
  /** Ids of the faults that changed it. */
  readonly faults?: readonly string[];
  /** The situation that changed it: its id, what it did, and whether it responded in place of the API. */
  readonly situation?: { readonly id: number; readonly did: string; readonly responds: boolean };
  /** Set only by situations: it is noted, and never sent. */
  readonly unsent?: true;
  /** How long the body was, where the journal let go of it. */
  readonly bytes?: number;
  /** What the page said of itself, where the journal let go of its body. */
  readonly page?: PageFacts | null;
}
