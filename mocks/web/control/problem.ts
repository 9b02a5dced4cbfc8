import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { KeyError } from '../../keys/keys.ts';

/** A response that rejects: what is wrong and what to do, in `detail`. */
export function problem(c: Context, status: ContentfulStatusCode, title: string, detail: string): Response {
  return c.body(JSON.stringify({ title, status, detail }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}

/** Thrown by what reads a request; becomes a 400. */
export class BadInput extends Error {}

/** Thrown for what does not exist; becomes a 404. */
export class Missing extends Error {}

/** Turns an error into a response; an unexpected one is a 500 without a stack trace. */
export function respondError(error: Error, c: Context): Response {
  if (error instanceof BadInput || error instanceof RangeError) return problem(c, 400, 'Bad Request', error.message);
  if (error instanceof Missing) return problem(c, 404, 'Not Found', error.message);
  if (error instanceof KeyError) {
    return error.reason === 'unknown'
      ? problem(c, 404, 'Not Found', error.message)
      : problem(c, 400, 'Bad Request', error.message);
  }
  return problem(c, 500, 'The mock failed', error.message);
}
