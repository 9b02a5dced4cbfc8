import { expect } from '@playwright/test';
import { exitCode } from '../../../reports/exit-code.ts';
import type { Depth } from '../../../verifier/check-context.ts';
import { judge } from '../../../verifier/judge.ts';
import { mostServed, MOST_WINDOWS } from '../../../verifier/plan.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { ACTIVE, FOREIGN, LIMIT, SIBLING, WINDOW_MS, type Running } from './lists.ts';

/** Judges a limiter and ends it; the run keeps within its bounds. @returns the clauses that failed, why, and the exit code */
export async function judged(
  start: () => Promise<Running>,
  {
    limit = LIMIT,
    windowMs = WINDOW_MS,
    depth = 'standard',
  }: { limit?: number; windowMs?: number; depth?: Depth } = {},
): Promise<{ failed: string[]; why: string; code: number }> {
  const server = await start();
  try {
    const record = await judge(
      {
        baseUrl: server.baseUrl,
        keys: { active: ACTIVE, sibling: SIBLING, foreign: FOREIGN },
        limit,
        windowSeconds: windowMs / 1000,
        quietProvider: true,
      },
      { ...CATALOGUE, suites: ['ratelimit'], depth },
    );
    const { clauses, requests } = record;
    expect(requests.served).toBeLessThanOrEqual(mostServed(depth, limit));
    expect(requests.windows).toBeLessThanOrEqual(MOST_WINDOWS[depth]);
    const failed = clauses.filter(({ verdict }) => verdict === 'fail');
    const why = failed.map(({ id, findings }) => `${id} ${findings.map(({ got }) => got).join('; ')}`);
    return { failed: failed.map(({ id }) => id), why: why.join(' | '), code: exitCode(record) };
  } finally {
    await server.close();
  }
}
