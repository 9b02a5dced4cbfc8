import { clauses, type ClauseId, type Group } from '../../spec/clauses.ts';
import { CONFORMING_LIMITERS, type LimiterName } from '../../mocks/index.ts';
import { FAULTS } from '../../mocks/faults/index.ts';
import type { Fault } from '../../mocks/faults/hooks.ts';
import { VARIANTS } from '../../mocks/faults/variants/index.ts';
import type { Shard } from '../../verifier/shards.ts';
import { SUITES, type Suite } from '../../verifier/suites.ts';

/** A part of the contract that is judged together, because one scenario gives its evidence. */
type Part = 'api' | 'keys' | 'limit' | 'docs';

const GROUPS: Readonly<Record<Part, readonly Group[]>> = {
  api: ['CON', 'PAG', 'FIL', 'SRT', 'REL', 'AUTH', 'SEC'],
  keys: ['KEY'],
  limit: ['LIM'],
  docs: ['DOC'],
};
const SUITE_OF: Readonly<Record<Part, readonly Suite[]>> = {
  api: ['auth', 'contract'],
  keys: ['auth'],
  limit: ['ratelimit'],
  docs: ['auth'],
};

/** Suites to run, and the clauses to judge; all of them where none are named. */
export interface Scope {
  readonly suites: readonly Suite[];
  readonly clauses?: readonly ClauseId[];
  /** Whether the portal and the Swagger UI are judged too, in a browser. */
  readonly pages: boolean;
}

const partOf = (id: string): Part =>
  (Object.keys(GROUPS) as Part[]).find((part) => GROUPS[part].some((group) => id.startsWith(`${group}-`))) ?? 'api';

const scope = (parts: readonly Part[], groups: readonly Group[], pages: boolean): Scope => ({
  pages,
  suites: SUITES.filter((suite) => parts.some((part) => SUITE_OF[part].includes(suite))),
  clauses: clauses()
    .filter(({ group }) => groups.includes(group))
    .map(({ id }) => id),
});

/**
 * The clauses that can detect a fault, narrow and wide: the groups of those that it breaks, and what is judged with them. `own`
 * are only those that it breaks: in a browser each judged clause takes its time.
 */
export function scopesOf(fault: Fault): { readonly own: Scope; readonly narrow: Scope; readonly wide: Scope } {
  const parts = [...new Set(fault.clauses.map(partOf))];
  const all = parts.flatMap((part) => GROUPS[part]);
  const own = all.filter((group) => fault.clauses.some((id) => id.startsWith(`${group}-`)));
  // Of the limit's clauses only LIM-09 uses the portal.
  const pages = parts.includes('keys') || parts.includes('docs') || fault.clauses.includes('LIM-09');
  const narrow = scope(parts, own, pages);
  const alone = narrow.clauses?.filter((id) => fault.clauses.includes(id)) ?? [];
  return { own: { ...narrow, clauses: alone }, narrow, wide: scope(parts, all, pages) };
}

/** Everything, and everything that needs no browser. */
export const WHOLE: Scope = { suites: SUITES, pages: true };
export const WITHOUT_PAGES: Scope = { suites: SUITES, pages: false };

/** One fault to be found. */
export interface FaultTask {
  readonly kind: 'fault';
  readonly id: string;
  readonly seed: number;
  /** Runs all suites, not only those that can detect the fault. */
  readonly whole: boolean;
  /** Folder for its record, if records are kept. */
  readonly records?: string;
}

type Size = 'small' | 'medium' | 'large';

/** One conforming server, in which nothing may be found. */
export interface ConformingTask {
  readonly kind: 'conforming';
  readonly id: string;
  readonly seed: number;
  readonly limiter: LimiterName;
  readonly size: Size;
  readonly variant: string | null;
  /** Whether portal and Swagger UI are judged too. */
  readonly pages: boolean;
}

/** One random mutation to be found. */
export interface RandomTask {
  readonly kind: 'random';
  readonly id: string;
  /** Of the proof; together with the number it identifies the mutation. */
  readonly seed: number;
  readonly number: number;
}

export type Task = FaultTask | ConformingTask | RandomTask;

const SIZES: readonly Size[] = ['small', 'medium', 'large'];

/** Faults by class and by id; all of them where neither is given. */
export interface Pick {
  readonly classes?: readonly string[];
  readonly faults?: readonly string[];
  /** Folder for the record of each fault's run. */
  readonly records?: string | undefined;
}

/** One fault in so many is judged by all suites. */
const SAMPLE = 40;

/** The faults to be found, without those that no clause forbids. */
export function faultTasks(seed: number, pick: Pick): FaultTask[] {
  const { classes = [], faults = [], records } = pick;
  const all = classes.length + faults.length === 0;
  return FAULTS.filter(({ clauses: broken }) => broken.length > 0)
    .filter((fault) => all || classes.includes(fault.class) || faults.includes(fault.id))
    .map(({ id }, at): FaultTask => ({ kind: 'fault', id, seed: seed + at, whole: at % SAMPLE === seed % SAMPLE }))
    .map((task) => (records === undefined ? task : { ...task, records }));
}

/**
 * The conforming servers: each limiter with each size, and each variant with one limiter and size in turn. The pages are the same
 * in all sizes, so they are judged once per limiter, and with the only variant that changes them.
 */
export function conformingTasks(seed: number): ConformingTask[] {
  const plain = CONFORMING_LIMITERS.flatMap((limiter, at) =>
    SIZES.map((size, which): ConformingTask => {
      const id = `conforming, ${limiter}, ${size}`;
      const pages = which === (at + seed) % SIZES.length;
      return { kind: 'conforming', id, seed: seed + at * SIZES.length + which, limiter, size, variant: null, pages };
    }),
  );
  const varied = VARIANTS.map(({ id }, at): ConformingTask => {
    const limiter = CONFORMING_LIMITERS[(at + seed) % CONFORMING_LIMITERS.length] as LimiterName;
    const size = SIZES[(at + seed) % SIZES.length] as Size;
    return { kind: 'conforming', id, seed: seed + at, limiter, size, variant: id, pages: id === 'forbidden' };
  });
  return [...plain, ...varied];
}

/** So many random mutations, from the first on. */
export function randomTasks(seed: number, count: number): RandomTask[] {
  return Array.from({ length: count }, (_, number) => ({
    kind: 'random',
    id: `random ${number}`,
    seed,
    number,
  }));
}

/** About how much work a task is; judging a fault only by responses of the API is 1. */
export function weightOf(task: Task): number {
  if (task.kind === 'random') return 6;
  if (task.kind === 'conforming') return task.pages ? 25 : 3;
  const fault = FAULTS.find(({ id }) => id === task.id);
  const { pages, suites } = fault ? scopesOf(fault).narrow : WITHOUT_PAGES;
  if (task.whole) return pages ? 25 : 3;
  return pages ? 8 : suites.includes('ratelimit') ? 3 : 1;
}

/** A fault and a conforming server may have the same id. */
export const nameOf = ({ kind, id }: Task): string => `${kind} ${id}`;

/** The tasks of a shard: dealt out in turn, the heaviest first, so that all shards have about the same work. */
export function shareOf<One extends Task>(tasks: readonly One[], shard: Shard | undefined): readonly One[] {
  if (shard === undefined) return tasks;
  const shares = Array.from({ length: shard.of }, () => ({ weight: 0, tasks: new Set<One>() }));
  for (const task of [...tasks].sort((a, b) => weightOf(b) - weightOf(a))) {
    const least = shares.reduce((a, b) => (b.weight < a.weight ? b : a));
    least.weight += weightOf(task);
    least.tasks.add(task);
  }
  return tasks.filter((task) => shares[shard.index - 1]?.tasks.has(task));
}
