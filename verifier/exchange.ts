import { isTooDeep } from './depth.ts';
import { KEY_HEADER } from './key-header.ts';

/**
 * A request to the target. It never holds a secret: `{{active}}` stands for the key of that name and is replaced only while the
 * request is sent (see secrets.ts), so a request may be logged, stored and shown.
 */
export interface RequestSpec {
  /** Operation of the contract; absent for paths that the contract does not know. */
  readonly operation?: string;
  readonly method: string;
  /** Path and query below the base URL, already encoded: `/clients?page=1`. */
  readonly target: string;
  /**
   * Path and query as they are sent, where the contract does not write rules as JSON in one text; null where its form cannot
   * express `target`.
   */
  readonly wire?: string | null;
  /**
   * What the contract requires on every request of this list and this one does not name: sent, but no part of what is requested.
   * Requests with and without it mean the same list.
   */
  readonly demanded?: Demanded;
  /** Headers to send; a list sends the header once for each value. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Set to send a request again although the same was sent before (CON-14, bursts). */
  readonly fresh?: string;
  /**
   * How it is sent where the usual client cannot: `socket` writes it byte by byte (headers that no HTTP library sends, bodies
   * that none shows); `plain-http` goes to port 80 of an https target (SEC-05) and never carries a key.
   */
  readonly via?: 'socket' | 'plain-http';
}

/** Parameters as they are sent: pairs of the query, not yet encoded, and headers. */
export interface Demanded {
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
}

/** A response as it arrived; header names in lower case, every value kept (an absent header stays absent). */
export interface ApiResponse {
  status: number;
  headers: Readonly<Record<string, readonly string[]>>;
  /** The body as text: decoded, without a byte order mark, key values replaced by their names. */
  text: string;
  /** Names of keys whose value, or a recognisable part of it (`active:part`), was in the body or in a header. */
  keys?: readonly string[];
  /** A byte order mark stood before the text. */
  mark?: true;
  /** Why the body is not in the content coding that the response names; `text` then holds it as it came. */
  garbled?: string;
}

/** One request and its result: the unit of evidence. */
export interface Exchange {
  /** Order of sending within the run, from 1. */
  n: number;
  /** Why it was sent: `probe`, or a scenario such as `burst-1`. */
  scenario: string;
  request: RequestSpec;
  /** When it was sent, in milliseconds of the run's clock (moved time included). */
  sentAt: number;
  /** From sending to the last byte, in milliseconds of real time. */
  took: number;
  response?: ApiResponse;
  /** Why no response came: a time-out, a reset, a name that does not resolve. */
  error?: string;
}

export interface CompletedExchange extends Exchange {
  response: ApiResponse;
}

/** Whether a response came. A request without one is no evidence for any clause. */
export function completed(exchange: Exchange): exchange is CompletedExchange {
  return exchange.response !== undefined;
}

/** Path and query as they are sent. */
export function sentTarget({ wire, target, demanded }: RequestSpec): string {
  const written = wire ?? target;
  if (demanded === undefined || demanded.query.length === 0) return written;
  const sent = new URLSearchParams(written.split('?')[1] ?? '');
  const missing = demanded.query.filter(([name]) => !sent.has(name));
  const texts = missing.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return texts.length === 0 ? written : written + (written.includes('?') ? '&' : '?') + texts.join('&');
}

/** Headers as they are sent. */
export const sentHeaders = ({ headers, demanded }: RequestSpec): RequestSpec['headers'] =>
  demanded === undefined ? headers : { ...demanded.headers, ...headers };

const keys = new WeakMap<RequestSpec, string | null>();

/** Name of the key in a request's header, or null where it carries none or a malformed one. Computed once per request. */
export function keyOf(request: RequestSpec): string | null {
  const known = keys.get(request);
  if (known !== undefined) return known;
  const [, value] = Object.entries(request.headers).find(([name]) => name.toLowerCase() === KEY_HEADER) ?? [];
  const match = typeof value === 'string' ? /^\{\{([\w-]+)\}\}$/.exec(value) : null;
  const key = match?.[1] ?? null;
  keys.set(request, key);
  return key;
}

const GATEWAY = new Set([502, 503, 504]);

/** Whether a status may be that of a gateway or a balancer rather than of the API. */
export const isGatewayStatus = (status: number): boolean => GATEWAY.has(status);

const identities = new WeakMap<RequestSpec, string>();

/** Requests of the same identity are the same, and one response serves all. Computed once per request. */
export function identity(request: RequestSpec): string {
  const known = identities.get(request);
  if (known !== undefined) return known;
  const { method, target, headers, fresh = '', via = '' } = request;
  const found = [method, target, headersText(headers), fresh, via].join('\n');
  identities.set(request, found);
  return found;
}

const headersTexts = new WeakMap<RequestSpec['headers'], string>();

/** Headers as one text, whatever their order. Computed once per set: most requests share theirs. */
function headersText(headers: RequestSpec['headers']): string {
  const known = headersTexts.get(headers);
  if (known !== undefined) return known;
  const found = JSON.stringify(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)));
  headersTexts.set(headers, found);
  return found;
}

const parsed = new WeakMap<ApiResponse, { value: unknown } | null>();

/**
 * The body as JSON, or undefined where it is none or nested too deeply. Parsed once per response. The fields of each object are in the
 * order of their names: JSON gives them none (RFC 8259, 4), and some servers write them in another one each time.
 */
export function json(response: ApiResponse): unknown {
  let entry = parsed.get(response);
  if (entry === undefined) {
    try {
      entry = isTooDeep(response.text) ? null : { value: withFieldsInOrder(JSON.parse(response.text)) };
    } catch {
      entry = null;
    }
    parsed.set(response, entry);
  }
  return entry?.value;
}

function withFieldsInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFieldsInOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, withFieldsInOrder(part)]));
}

/** What a response says: the same text for bodies that differ only in the form of their JSON. */
export function contentOf(response: ApiResponse): string {
  const value = json(response);
  return value === undefined ? response.text : JSON.stringify(value);
}

/** First value of a header, or undefined where the header is absent. */
export function header(response: ApiResponse, name: string): string | undefined {
  return response.headers[name.toLowerCase()]?.[0];
}
