import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';

const file = new URL('../../../.hits', import.meta.url);
const seen = new Set<number>();

/** Notes that a place that will be changed was come by; processes that a test starts note it, too. */
export function hit(place: number): void {
  if (seen.has(place)) return;
  seen.add(place);
  appendFileSync(file, `${place} `);
}

/** The places come by since the last call. */
export function takeHits(): number[] {
  if (!existsSync(file)) return [];
  const places = new Set(readFileSync(file, 'utf8').trim().split(' ').map(Number));
  rmSync(file);
  seen.clear();
  return [...places];
}
