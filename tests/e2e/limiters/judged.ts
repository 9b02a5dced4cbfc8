import { expect } from '@playwright/test';
import { exitCode } from '../../../reports/exit-code.ts';
import type { Depth } from '../../../verifier/check-context.ts';
import { judge } from '../../../verifier/judge.ts';
import { mostServed, MOST_WINDOWS } from '../../../verifier/plan.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { ACTIVE, FOREIGN, LIMIT, SIBLING, WINDOW_MS, type Running } from './lists.ts';

interface Setting {
  readonly limit?: number;
  readonly windowMs?: number;
  readonly depth?: Depth;
}

interface Judged {
  readonly failed: string[];
  readonly why: string;
}

/** Runs of a limiter that is judged again because a run was inconclusive: on a busy machine it may be, with windows of seconds. */
const MOST_RUNS = 3;

/** Judges a limiter, again where a run is inconclusive; each run keeps within its bounds. @returns the clauses that failed, and why */
export async function judged(start: () => Promise<Running>, setting: Setting = {}): Promise<Judged> {
  for (let run = 1; ; run += 1) {
    const { code, ...result } = await judgedOnce(start, setting);
    if (code !== 2 || run === MOST_RUNS) return result;
  }
}

async function judgedOnce(
  start: () => Promise<Running>,
  { limit = LIMIT, windowMs = WINDOW_MS, depth = 'standard' }: Setting,
): Promise<Judged & { code: number }> {
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
