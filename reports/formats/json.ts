import type { RunRecord } from '../run.ts';

/** `run.json`: the record itself. */
export function json(run: RunRecord): string {
  return `${JSON.stringify(run, null, 2)}\n`;
}
