import type { Violation } from './data/list-query.ts';
import type { Answer } from './exchange.ts';
import { refuse } from './refusals.ts';

/** What Prism finds wrong with a request or an answer. */
export interface Finding {
  readonly path?: readonly string[];
  readonly message: string;
}

/** What Prism answers. */
interface PrismResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The refusal of a request that Prism or we found wrong; our words stand where both have some. */
export function invalid(diagnostics: readonly Finding[], ours: readonly Violation[], names: readonly string[]): Answer {
  const errors: Record<string, string[]> = {};
  for (const { parameter, message } of ours) (errors[parameter] ??= []).push(message);
  for (const { path = [], message } of diagnostics) {
    const shouted = path[1] ?? path[0] ?? 'request';
    // Prism writes names in lower case.
    const parameter = names.find((name) => name.toLowerCase() === shouted) ?? shouted;
    errors[parameter] ??= [message.replace(shouted, parameter)];
  }
  return refuse('badRequest', { errors });
}

/** The headers that Prism answers with, as ours: by lower-case name, JSON with its charset. */
export function headersOf({ headers = {} }: PrismResponse): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const type = headers['Content-type'];
  const json = type?.endsWith('json') ? `${type}; charset=utf-8` : type;
  return { ...Object.fromEntries(named), ...(json !== undefined && { 'content-type': json }) };
}

/** An answer of Prism's, as ours. */
export function answerOf(response: PrismResponse): Answer {
  const { statusCode, body } = response;
  return {
    status: statusCode,
    headers: headersOf(response),
    body: Buffer.from(JSON.stringify(body ?? null)),
    reason: statusCode < 400 ? null : 'The header Prefer asked for this answer.',
  };
}

/** What Prism refused, in our words. */
export function refusalOf(error: Error, allowed: () => string): Answer {
  const {
    status = 500,
    name,
    detail = error.message,
  } = error as Error & { readonly status?: number; readonly detail?: string };
  if (status === 404)
    return name?.endsWith('NO_PATH_MATCHED_ERROR') ? refuse('notFound') : refuse('notFound', { detail });
  if (status === 405) return refuse('methodNotAllowed', { headers: { allow: allowed() } });
  if (status === 406) return refuse('notAcceptable');
  return refuse('brokenAnswer', { detail });
}

/** Our answer, on its way out of Prism by the door for errors. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}
