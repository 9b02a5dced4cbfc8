import { gradeIn } from './changes.ts';
import type { HistoryEntry } from './history.ts';
import type { Grade } from '../run.ts';

/** A clause that changed its verdict between two runs. */
export interface HistoryEvent {
  at: string;
  clause: string;
  from: Grade;
  to: Grade;
}

/**
 * What changed in the kept runs since a moment, in order of time. Runs that did not try a clause are skipped for it.
 * @param entries comparable runs, the oldest first; those before `since` give the verdict before
 */
export function eventsSince(entries: readonly HistoryEntry[], since: Date): HistoryEvent[] {
  const last = new Map<string, Grade>();
  const events: HistoryEvent[] = [];
  for (const entry of entries) {
    const { pass, warn, fail } = entry.clauses;
    for (const clause of [...fail, ...warn, ...pass]) {
      const to = gradeIn(entry, clause);
      const from = last.get(clause);
      if (from !== undefined && from !== to && Date.parse(entry.finishedAt) >= since.getTime()) {
        events.push({ at: entry.finishedAt, clause, from, to });
      }
      last.set(clause, to);
    }
  }
  return events;
}

/**
 * Reads a moment: `2026-11-01`, `2026-11-01T02:00:00Z`, or a time back from now, `7d` or `12h`.
 * @returns undefined where the text is neither
 */
export function parseSince(text: string, now: Date): Date | undefined {
  const back = /^(\d{1,5})([hd])$/.exec(text);
  if (back) return new Date(now.getTime() - Number(back[1]) * (back[2] === 'd' ? 86_400_000 : 3_600_000));
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? new Date(text) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
