import { visibleJson } from '../safe.ts';
import type { RunRecord } from '../run.ts';

/** `run.json`: the record itself. */
export function json(run: RunRecord): string {
  return visibleJson(`${JSON.stringify(run, null, 2)}\n`);
}
