import type { ApiResponse } from '../types.ts';

/** Why the API does not serve a request. Each says what to do about it. */
export const REJECTIONS = {
  badRequest: {
    status: 400,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'Bad Request',
    detail: 'Correct the parameters that are named in errors.',
  },
  // One text for every reason, so that a revoked key gets the same response as one that never existed (AUTH-06).
  unauthorized: {
    status: 401,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.2',
    title: 'Unauthorized',
    detail: 'Send a valid API key, and only one, in the header mitp-api-key.',
  },
  notFound: {
    status: 404,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5',
    title: 'Not Found',
    detail: 'Nothing is at this address; the Swagger page lists the operations.',
  },
  noParent: {
    status: 404,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5',
    title: 'Not Found',
    detail: 'The id in the path belongs to no row of the list above it.',
  },
  methodNotAllowed: {
    status: 405,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.6',
    title: 'Method Not Allowed',
    detail: 'The API is read-only; use one of the methods in the header Allow.',
  },
  notAcceptable: {
    status: 406,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.7',
    title: 'Not Acceptable',
    detail: 'The response is JSON; accept application/json.',
  },
  tooManyRequests: {
    status: 429,
    type: 'https://tools.ietf.org/html/rfc6585#section-4',
    title: 'Too Many Requests',
    detail: 'The IT provider has spent its requests of this window. Wait for the seconds in Retry-After.',
  },
  storeDown: {
    status: 503,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.6.4',
    title: 'The shared store of this mock does not respond',
    detail: 'Nothing was served or counted. Try again when its Redis server is back.',
  },
  brokenResponse: {
    status: 500,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.6.1',
    title: 'The mock broke its own contract',
    detail: 'Please report this as a defect of the mock.',
  },
} as const;

export type RejectionName = keyof typeof REJECTIONS;

/** What one rejection adds to its row of the table. */
export interface RejectionExtras {
  readonly detail?: string;
  /** What is wrong, by parameter. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The response to a rejected request, as problem details (RFC 9457). */
export function rejectWith(name: RejectionName, { detail, errors, headers }: RejectionExtras = {}): ApiResponse {
  const row = REJECTIONS[name];
  const body = JSON.stringify({ ...row, detail: detail ?? row.detail, ...(errors && { errors }) });
  const complaints = Object.entries(errors ?? {}).map(([parameter, messages]) => `${parameter}: ${messages.join(' ')}`);
  return {
    status: row.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
    // Some clients show a body as HTML whatever it says it is (SEC-04).
    body: Buffer.from(body.replaceAll('<', '\\u003c')),
    reason: complaints.length > 0 ? complaints.join(' ') : (detail ?? row.detail),
  };
}
