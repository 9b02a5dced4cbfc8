import type { ObservedMark } from '../openapi/schema.ts';
import type { Sighting } from './sighting.ts';

/** When and by which runs something was shown. */
export function markOf(runs: readonly Sighting[]): ObservedMark {
  const sorted = [...runs].sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1));
  const days = [...new Set(sorted.map(({ finishedAt }) => finishedAt.slice(0, 10)))];
  const last = sorted.at(-1);
  return {
    since: days[0] ?? '',
    until: days.at(-1) ?? '',
    nights: days.length,
    target: last?.evidence.target ?? '',
    run: last?.id ?? '',
  };
}
