import type { Outcome, Page } from './rules/requests.ts';
import { retryAfterMs } from './rules/retry-after.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function parsed(body: Buffer): Record<string, unknown> | null {
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function pageIn({ page, pageSize, totalCount, items }: Record<string, unknown>): Page | null {
  if (typeof page !== 'number' || typeof pageSize !== 'number') return null;
  return typeof totalCount === 'number' && Array.isArray(items)
    ? { page, pageSize, totalCount, rows: items.length }
    : null;
}

/** The outcome for the client of a response that was sent completely. */
export function outcomeOf(status: number, headers: Headers, body: Buffer): Outcome {
  const json = parsed(body);
  const errors = Object.entries((json?.['errors'] ?? {}) as Record<string, unknown>);
  return {
    kind: 'response',
    status,
    retryAfterMs: retryAfterMs([headers['retry-after']].flat()[0], Date.now()),
    page: status === 200 && json ? pageIn(json) : null,
    errors: Object.fromEntries(status === 400 ? errors.map(([name, said]) => [name, [said].flat().join(' ')]) : []),
  };
}
