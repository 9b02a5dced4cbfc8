import type { ClauseId } from '../../../../spec/clauses.ts';
import type { ApiRequest, Reply } from '../../../../mocks/exchange.ts';
import type { Fault, FaultContext, FaultHooks } from '../../../../mocks/fault-hooks.ts';

/** A defect of a server, and the clause on which it must be told. */
export interface Planted {
  id: string;
  clause: ClauseId;
  hooks: FaultHooks | ((context: FaultContext) => FaultHooks);
}

export interface Body {
  page: number;
  pageSize: number;
  totalCount: number;
  items: Record<string, unknown>[];
}

/** The planted defects as the mock's catalogue takes them. */
export function asFaults(planted: readonly Planted[]): Fault[] {
  return planted.map(({ id, clause, hooks }) => ({
    id,
    class: 'planted',
    sentence: id,
    clauses: [clause],
    hooks: (context) => (typeof hooks === 'function' ? hooks(context) : hooks),
  }));
}

/** A defect in what goes out: `change` gives another reply, or nothing where it leaves the honest one. */
export function onReply(change: (reply: Reply, request: ApiRequest) => Partial<Reply> | undefined): FaultHooks {
  return {
    around: (honest) => async (request) => {
      const reply = await honest(request);
      const changed = change(reply, request);
      if (!changed) return reply;
      const { 'content-length': _, ...headers } = changed.headers ?? reply.headers;
      const body = changed.body === undefined ? reply.body : changed.body;
      return {
        ...reply,
        ...changed,
        body,
        headers: { ...headers, ...(body ? { 'content-length': String(body.length) } : {}) },
      };
    },
  };
}

/** A defect in the bodies of lists: `change` alters the envelope in place. */
export function onList(path: string | RegExp, change: (body: Body, request: ApiRequest) => unknown): FaultHooks {
  return onReply((reply, request) => {
    const hit = typeof path === 'string' ? request.path === path : path.test(request.path);
    if (!hit || reply.status !== 200 || !reply.body) return undefined;
    const body = JSON.parse(reply.body.toString()) as Body;
    const changed = change(body, request);
    return { body: Buffer.from(JSON.stringify(changed ?? body)) };
  });
}

/** A defect in how a request is understood. */
export function onRequest(change: (request: ApiRequest) => ApiRequest): FaultHooks {
  return { around: (honest) => (request) => honest(change(request)) };
}

/** A reply of the given status, with problem details or a text. */
export function replies(status: number, body: string | object = '', type = 'application/problem+json'): Reply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) },
    body: Buffer.from(text),
    reason: null,
  };
}

export const problem = (status: number, more: object = {}) => replies(status, { title: 'Problem', status, ...more });
