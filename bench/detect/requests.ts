import type { Mock } from '../../mocks/index.ts';
import { loadContract, type Operation } from '../../spec/contract.ts';

/** A list of the API with its address filled in. */
export interface Listed {
  readonly operation: Operation;
  readonly path: string;
}

/** Requests that fit into one window of the limit, with a few to spare. */
const A_WINDOW = 45;

/** Stands for a connection that broke off. */
const NO_RESPONSE = 599;

/** Asks a mock, or what stands before it, without ever running into its limit. */
export function asker(mock: Mock, baseUrl = mock.baseUrl) {
  let sent = 0;
  return (path: string, query: Readonly<Record<string, string>> = {}, key: string | null = mock.keys.active) => {
    if ((sent += 1) % A_WINDOW === 0) mock.advance(mock.limit.windowMs + 1000);
    const search = new URLSearchParams(query).toString();
    const headers: Record<string, string> = key === null ? {} : { 'mitp-api-key': key };
    return fetch(`${baseUrl}${path}${search && `?${search}`}`, { headers, redirect: 'manual' }).catch(
      () => new Response('no answer', { status: NO_RESPONSE }),
    );
  };
}

/** An id of a recommendation that has configurations, as the unbroken mock tells it. */
export async function parentId(mock: Mock): Promise<string> {
  const send = asker(mock);
  const { items } = (await (await send('/recommendations')).json()) as { items: { id: number }[] };
  for (const { id } of items.slice(0, 40)) {
    const { totalCount } = (await (await send(`/recommendations/${id}/configurations`)).json()) as {
      totalCount: number;
    };
    if (totalCount > 2) return String(id);
  }
  throw new Error('the mock has no recommendation with configurations');
}

/** All nine lists. */
export function lists(parent: string): Listed[] {
  return loadContract().operations.map((operation) => ({
    operation,
    path: operation.path.replace(/\{\w+\}/, parent),
  }));
}
