import { parseQuery } from '../data/query-string.ts';
import { queryAsJson, type Forms } from '../data/rule-form.ts';
import { hideKeys } from '../keys/key-value.ts';
import type { ApiRequest, Reply } from '../types.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { ignoredParameters, type IgnoredParameter } from './ignored.ts';
import { explainKey, type KeyUse } from './key-use.ts';

/** The facts of a request, noted when the response was sent; texts for people are computed on demand. */
export interface Noted {
  readonly id: number;
  readonly time: number;
  readonly startedMs: number;
  readonly tookMs: number;
  readonly request: ApiRequest;
  readonly reply: Reply;
  readonly key: KeyUse;
  readonly quotaLeft: number | null;
  /** What the contract of that moment says of the request's path. */
  readonly operation:
    { readonly id: string; readonly parameters: readonly string[]; readonly forms?: Forms } | undefined;
  readonly keyHeader: string;
  readonly basePath: string;
  /** Ids of faults and variants that were on, and of which no reply can say that they changed it. */
  readonly switchedOn: readonly string[];
  /** Why the path names a row that this key cannot see, if it does. */
  readonly parent: string | null;
}

/** A rule for clients that a request broke, in words. */
export interface BrokenRule {
  /** `USE-03`. */
  readonly rule: string;
  readonly level: 'must' | 'should';
  readonly expected: string;
  readonly actual: string;
}

/** One request to the API, as a person wants to read it. It holds no key value: a key is named by its record. */
export interface JournalEntry {
  /** Counts up from 1; never reused. */
  readonly id: number;
  /** By the mock's clock, milliseconds since 1970. */
  readonly time: number;
  /** When the request began, by the machine's clock: differences are real milliseconds. */
  readonly startedMs: number;
  /** How long the response took, in milliseconds. */
  readonly tookMs: number;
  readonly method: string;
  /** The path and query as they came, but for a key in them. */
  readonly path: string;
  readonly query: string;
  /** The operation of the contract; null where the path names none. */
  readonly operation: string | null;
  /** By name, spelt as they came; the key's value is replaced by `[key]`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** The reason that the response gave; null when it was served. */
  readonly reason: string | null;
  /** Why it was really rejected, or had no effect; null where there is nothing to say. The API itself does not reveal it. */
  readonly why: string | null;
  /** What the rejection rests on; null for what was served. */
  readonly evidence: Evidence | null;
  /** Query parameters that had no effect. */
  readonly ignored: readonly IgnoredParameter[];
  /** Rules for clients (spec/client-rules.yaml) that this request broke. */
  readonly broken: readonly BrokenRule[];
  readonly key: KeyUse;
  /** The name of the key's record; null without a valid key. */
  readonly keyName: string | null;
  readonly providerId: string | null;
  /** Requests that the IT provider had left afterwards; null where no provider is known. */
  readonly quotaLeft: number | null;
  /** Seconds to wait, after a 429. */
  readonly retryAfter: number | null;
  /** Ids of the faults and variants that changed this response. */
  readonly faults: readonly string[];
  /** The id of the situation that happened to it; `why` says what it did. */
  readonly situation: number | null;
  readonly response: {
    readonly headers: Readonly<Record<string, string>>;
    readonly bytes: number;
    /** The connection was broken off. */
    readonly broken: boolean;
  };
}

/** The headers of a request, spelt as they came, without the value of a key wherever it stands. */
function shownHeaders({ rawHeaders }: ApiRequest, keyHeader: string): Record<string, string> {
  const shown: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = [rawHeaders[at], rawHeaders[at + 1]];
    const text = name.toLowerCase() === keyHeader && value !== '' ? '[key]' : hideKeys(value);
    shown[name] = name in shown ? `${shown[name] ?? ''}, ${text}` : text;
  }
  return shown;
}

const readable = (text: string) => hideKeys(text).slice(0, 80);

/** What kind of address is wrong, for a 404 of the router. */
function explainPath({ request, basePath, operation }: Noted): string | null {
  if (operation) return null;
  if (request.path.length > 1 && request.path.endsWith('/'))
    return 'The path ends in a slash, which no operation of the contract does.';
  if (request.path.includes('//')) return 'The path has two slashes in a row.';
  if (request.path.startsWith(`${basePath}/`)) return `The base path ${basePath} stands twice in the address.`;
  return /[A-Z]/.test(request.path)
    ? 'No operation has this path; paths are in lower case.'
    : 'No operation of the contract has this path.';
}

function explain(noted: Noted, ignored: readonly IgnoredParameter[]): string | null {
  const { reply, key, request, keyHeader, quotaLeft, operation } = noted;
  const parts: (string | null)[] = [];
  const { situation } = reply;
  if (situation) parts.push(`Situation ${situation.id} ${situation.did}.`);
  if (reply.faults?.length)
    parts.push(`Changed by ${reply.faults.join(', ')}, which ${reply.faults.length > 1 ? 'are' : 'is'} switched on.`);
  else if (!situation?.responds) {
    if (reply.status === 401)
      parts.push(
        // With CORS a preflight would not have come so far.
        request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
          ? "A browser's preflight, which carries no key: the mock was started without CORS."
          : explainKey(key, keyHeader),
      );
    if (reply.status === 404) parts.push(noted.parent ?? explainPath(noted));
    if (reply.status === 405)
      parts.push(
        request.method === 'OPTIONS'
          ? 'This OPTIONS is no preflight: Access-Control-Request-Method is missing, or the mock was started without CORS.'
          : `The API is read-only: ${readable(request.method)} is not among ${reply.headers['allow'] ?? 'GET'}.`,
      );
    if (reply.status === 406)
      parts.push(`Accept: ${readable(request.headers['accept'] ?? '')} leaves no JSON to send.`);
    if (reply.status === 429 && quotaLeft === 0)
      parts.push('The quota of the IT provider is used up; all its keys share it.');
    if (reply.status === 400) parts.push(reply.reason);
    if (reply.status === 500) parts.push(`The mock itself failed: ${reply.reason ?? ''}`);
    if (request.headers['prefer'] !== undefined)
      parts.push(
        reply.status === 404 && operation && !noted.parent
          ? 'The header Prefer named a response that the contract does not have.'
          : 'The header Prefer named this response.',
      );
  }
  const within = noted.switchedOn.filter((id) => !reply.faults?.includes(id));
  if (within.length > 0) parts.push(`Switched on: ${within.join(', ')}.`);
  parts.push(...ignored.map(({ message }) => message));
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.join(' ');
}

/** What people read of a request, with the rules for clients that it broke. */
export function entryOf(noted: Noted, broken: readonly BrokenRule[] = []): JournalEntry {
  const { id, time, startedMs, tookMs, request, reply, key, operation, keyHeader } = noted;
  const { status, reason } = reply;
  const [faults, situation] = [reply.faults ?? [], reply.situation?.id ?? null];
  const ignored = operation
    ? ignoredParameters(parseQuery(queryAsJson(request.query, operation.forms)), operation.parameters)
    : [];
  const retry = status === 429 ? Number(reply.headers['retry-after']) : NaN;
  return {
    ...{ id, time, startedMs, tookMs, method: request.method },
    path: hideKeys(request.path),
    query: hideKeys(request.query),
    operation: operation?.id ?? null,
    headers: shownHeaders(request, keyHeader),
    ...{ status, reason },
    why: explain(noted, ignored),
    evidence: evidenceOf({
      status,
      reason,
      key,
      faults: [...faults, ...noted.switchedOn],
      byApi: reply.situation?.responds !== true,
    }),
    ...{ ignored, broken, key },
    keyName: reply.key?.name ?? null,
    providerId: reply.key?.providerId ?? null,
    quotaLeft: noted.quotaLeft,
    retryAfter: Number.isFinite(retry) ? retry : null,
    ...{ faults, situation },
    response: {
      headers: reply.headers,
      bytes: reply.bytes ?? reply.body?.length ?? 0,
      broken: reply.breaksAfter !== undefined,
    },
  };
}
