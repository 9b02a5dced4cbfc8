import type { ApiRequest, Reply } from '../../types.ts';
import type { FaultHooks } from '../hooks.ts';

/** The reply with other headers too; a header of undefined is taken away. */
export function withHeaders(reply: Reply, headers: Readonly<Record<string, string | undefined>>): Reply {
  const entries = Object.entries({ ...reply.headers, ...headers });
  const kept = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...reply, headers: Object.fromEntries(kept) };
}

/** The reply with another body and its length; a reply to HEAD stays without a body. */
export function withBody(reply: Reply, body: string | Buffer, type?: string): Reply {
  const bytes = Buffer.from(body as string);
  const headers = { 'content-length': String(bytes.length), ...(type !== undefined && { 'content-type': type }) };
  return withHeaders({ ...reply, body: reply.body === null ? null : bytes }, headers);
}

/** The reply with another body of JSON. */
export const withJson = (reply: Reply, body: unknown): Reply => withBody(reply, JSON.stringify(body));

/** The JSON of a reply; an empty object where it has no body. */
export function jsonOf(reply: Reply): Record<string, unknown> {
  return reply.body === null ? {} : (JSON.parse(reply.body.toString('utf8')) as Record<string, unknown>);
}

/** An HTML page of a gateway or a framework instead of the API's response. */
export const htmlPage = (title: string, text = ''): string =>
  `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${text}</body></html>`;

export const HTML = 'text/html; charset=utf-8';

/** Changes the replies that `picks` chooses, after all conforming stages. */
export function changeReplies(
  picks: (reply: Reply, request: ApiRequest) => boolean,
  change: (reply: Reply, request: ApiRequest) => Reply,
): FaultHooks {
  return {
    around: (original) => async (request) => {
      const reply = await original(request);
      return picks(reply, request) ? change(reply, request) : reply;
    },
  };
}

/** Changes the replies of one status. */
export const changeStatus = (status: number, change: (reply: Reply, request: ApiRequest) => Reply): FaultHooks =>
  changeReplies((reply) => reply.status === status, change);

/** A rejection as the API words its own, with what a broken server adds. */
export function problem(reply: Reply, status: number, title: string, detail: string): Reply {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return withBody({ ...reply, status, reason: detail }, body, 'application/problem+json; charset=utf-8');
}
