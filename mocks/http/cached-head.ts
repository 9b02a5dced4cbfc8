import type { ApiResponse } from '../types.ts';

/** Headers by response body: the response's own, those of the reply, and the form that Node writes fastest. */
export interface CachedHead {
  readonly from: ApiResponse['headers'];
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values in turn. */
  readonly flat: string[];
}

/** Headers by body: they belong to the buffer itself, so that a replaced body is never sent with old headers. */
const heads = new WeakMap<Buffer, CachedHead | null>();

/** Marks a body that will be sent again: its head is worth keeping. */
export function keepHead(body: Buffer): Buffer {
  heads.set(body, null);
  return body;
}

/** The head that a body was last sent by, as long as `headers` are the ones it was made from or made of. */
export function cachedHead(body: Buffer, headers: ApiResponse['headers']): CachedHead | undefined {
  const head = heads.get(body);
  return head && (head.headers === headers || head.from === headers) ? head : undefined;
}

/** Keeps the head of a body that was marked; others are not seen again. */
export function offerHead(body: Buffer, from: ApiResponse['headers'], headers: Readonly<Record<string, string>>): void {
  if (heads.has(body)) heads.set(body, { from, headers, flat: Object.entries(headers).flat() });
}
