import type { Violation } from '../data/list-query.ts';
import type { ApiResponse } from '../types.ts';
import { rejectWith } from '../pipeline/rejections.ts';

/** What Prism finds wrong with a request or a response. */
export interface Finding {
  readonly path?: readonly string[];
  readonly message: string;
}

/** A response of Prism. */
interface PrismResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The rejection of a request that Prism or we found wrong; our words stand where both have some. */
export function invalid(
  diagnostics: readonly Finding[],
  ours: readonly Violation[],
  names: readonly string[],
): ApiResponse {
  const errors: Record<string, string[]> = {};
  for (const { parameter, message } of ours) (errors[parameter] ??= []).push(message);
  for (const { path = [], message } of diagnostics) {
    // A parameter that is missing stands in the message alone.
    const shouted = /required property '([^']+)'/.exec(message)?.[1] ?? path[1] ?? path[0] ?? 'request';
    // Prism writes names in lower case.
    const parameter = names.find((name) => name.toLowerCase() === shouted) ?? shouted;
    errors[parameter] ??= [message.replace(shouted, parameter)];
  }
  return rejectWith('badRequest', { errors });
}

/** The headers of Prism's response, in our form: by lower-case name, JSON with its charset. */
export function headersOf({ headers = {} }: PrismResponse): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const type = headers['Content-type'];
  const json = type?.endsWith('json') ? `${type}; charset=utf-8` : type;
  return { ...Object.fromEntries(named), ...(json !== undefined && { 'content-type': json }) };
}

/** A response of Prism, in our form. */
export function responseOf(response: PrismResponse): ApiResponse {
  const { statusCode, body } = response;
  return {
    status: statusCode,
    headers: headersOf(response),
    body: Buffer.from(JSON.stringify(body ?? null)),
    reason: statusCode < 400 ? null : 'The header Prefer named this response.',
  };
}

/** What Prism rejected, in our words. */
export function rejectionOf(error: Error, allowed: () => string): ApiResponse {
  const {
    status = 500,
    name,
    detail = error.message,
  } = error as Error & { readonly status?: number; readonly detail?: string };
  if (status === 404)
    return name?.endsWith('NO_PATH_MATCHED_ERROR') ? rejectWith('notFound') : rejectWith('notFound', { detail });
  if (status === 405) return rejectWith('methodNotAllowed', { headers: { allow: allowed() } });
  if (status === 406) return rejectWith('notAcceptable');
  return rejectWith('brokenResponse', { detail });
}

/** Our response, thrown as an error because that is the way out of Prism. */
export class Rejected extends Error {
  readonly response: ApiResponse;
  constructor(response: ApiResponse) {
    super('refused');
    this.response = response;
  }
}
