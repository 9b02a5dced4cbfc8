import type { Contestant } from './contestants.ts';
import type { Measured, Turn } from './rounds.ts';
import { SCENARIOS, type ScenarioId } from './scenarios.ts';

/** Medians of one contestant. */
export interface Result extends Pick<Contestant, 'id' | 'title' | 'version' | 'does'> {
  readonly startMs: number;
  readonly residentMb: number | undefined;
  readonly loads: Readonly<Partial<Record<ScenarioId, Omit<Measured, 'requests'>>>>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** The medians of a contestant's turns. */
export function resultOf({ id, title, version, does }: Contestant, turns: readonly Turn[]): Result {
  const loads: Partial<Record<ScenarioId, Omit<Measured, 'requests'>>> = {};
  for (const scenario of Object.keys(SCENARIOS) as ScenarioId[]) {
    const all = turns.flatMap((turn) => turn.loads[scenario] ?? []);
    if (all.length === 0) continue;
    loads[scenario] = {
      perSecond: median(all.map(({ perSecond }) => perSecond)),
      p50: median(all.map(({ p50 }) => p50)),
      p99: median(all.map(({ p99 }) => p99)),
      cpuMicros: all.some(({ cpuMicros }) => cpuMicros === undefined)
        ? undefined
        : median(all.map(({ cpuMicros }) => cpuMicros ?? NaN)),
    };
  }
  const resident = turns.flatMap(({ residentMb }) => residentMb ?? []);
  return {
    ...{ id, title, version, does, loads },
    startMs: median(turns.map(({ startMs }) => startMs)),
    residentMb: resident.length > 0 ? median(resident) : undefined,
  };
}

/** Our throughput as a multiple of another's: the median of what it was in each round, so that a noisy round weighs little. */
export function ratio(
  turns: ReadonlyMap<string, readonly Turn[]>,
  scenario: ScenarioId,
  [ours, theirs]: readonly [string, string],
): number {
  const rates = (id: string) => (turns.get(id) ?? []).map(({ loads }) => loads[scenario]?.perSecond ?? NaN);
  const others = rates(theirs);
  return median(rates(ours).map((rate, round) => rate / (others[round] ?? NaN)));
}

/** A promise about our speed, and how it came out. */
export interface Goal {
  readonly says: string;
  readonly got: number;
  readonly want: number;
  readonly atMost: boolean;
}

/** What one run found of all promises. */
export interface Run {
  /** When it ended, ISO 8601. */
  readonly at: string;
  readonly goals: readonly Goal[];
}

export const isMet = ({ got, want, atMost }: Goal): boolean => (atMost ? got <= want : got >= want);

const FAST = 'fastify';
const PRISMS = ['prism-silent', 'prism'];

/** What the mock promises, for what was measured. */
export function goalsOf(turns: ReadonlyMap<string, readonly Turn[]>, results: readonly Result[]): Goal[] {
  const of = (id: string) => results.find((result) => result.id === id);
  const mitp = of('mitp');
  if (!mitp) return [];
  const goals: Goal[] = [];
  const prisms = PRISMS.filter((id) => of(id));
  for (const scenario of Object.keys(mitp.loads) as ScenarioId[]) {
    const unseen = scenario === 'unseen';
    if (of(FAST)) {
      const got = ratio(turns, scenario, ['mitp', FAST]);
      goals.push({ says: `${scenario}: of fastify's ready buffer`, got, want: unseen ? 0.4 : 0.7, atMost: false });
    }
    if (prisms.length > 0) {
      const got = Math.min(...prisms.map((id) => ratio(turns, scenario, ['mitp', id])));
      goals.push({ says: `${scenario}: times Prism CLI at its best`, got, want: unseen ? 6 : 12, atMost: false });
    }
  }
  const slowest = Math.max(...Object.values(mitp.loads).map(({ p99 }) => p99));
  goals.push({ says: 'p99 at 50 connections, ms', got: slowest, want: 15, atMost: true });
  if (prisms.length > 0) {
    const best = Math.min(...prisms.map((id) => of(id)?.startMs ?? NaN));
    goals.push({ says: 'start to first response, of Prism CLI', got: mitp.startMs / best, want: 1, atMost: true });
  }
  return goals;
}
