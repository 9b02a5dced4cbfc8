import type { HistoryEntry } from './history.ts';
import type { Grade } from './run.ts';

/**
 * What became of a clause since the runs before: `new` (broken now, was not), `worse` (fails now, warned before),
 * `still` broken, `fixed`, `unknown` (was broken, was not tried this time).
 */
export type ChangeKind = 'new' | 'worse' | 'still' | 'fixed' | 'unknown';

export interface Change {
  clause: string;
  kind: ChangeKind;
  verdict: Grade;
  /** What it was when it was last tried; absent when it never was. */
  before?: Grade;
  /** End of the run since which it is as it is now (for `unknown`: since which it was broken). */
  since: string;
  /** Set where `since` is the first run that is kept: it may be so for longer. */
  orLonger?: true;
}

/** What changed against the comparable runs before: those of the same target, depth and strictness. */
export interface Changes {
  /** The comparable run before; absent for the first. */
  previous?: { id: string; finishedAt: string };
  changes: Change[];
  /** Clauses that go back and forth although target and contract are the same. */
  flaky: { clause: string; flips: number; runs: number }[];
  /** Whether there is news: something new, worse, fixed or unknown, or another exit code than before. */
  news: boolean;
}

/** Runs that are looked at for flaky clauses, and changes of verdict that make one: once is news, twice is to and fro. */
const FLAKY_RUNS = 10;
const FLAKY_FLIPS = 2;

/**
 * Compares a run with the history.
 * @param history entries in order of time; the run itself and later ones in it are left out
 */
export function changesOf(run: HistoryEntry, history: readonly HistoryEntry[]): Changes {
  const before = history.filter((entry) => comparable(entry, run) && isBefore(entry, run));
  const previous = before.at(-1);
  const ids = [...run.clauses.fail, ...run.clauses.warn, ...run.clauses.pass, ...run.clauses['not-run']];
  const changes = previous === undefined ? [] : ids.flatMap((id) => change(id, run, before) ?? []);
  const same = [...before.filter(({ contract }) => contract === run.contract), run].slice(-FLAKY_RUNS);
  return {
    ...(previous ? { previous: { id: previous.id, finishedAt: previous.finishedAt } } : {}),
    changes,
    flaky: ids.flatMap((id) => flaky(id, same) ?? []).sort((a, b) => b.flips - a.flips),
    news:
      previous !== undefined && (previous.exitCode !== run.exitCode || changes.some(({ kind }) => kind !== 'still')),
  };
}

/** What an entry says of a clause. */
export function gradeIn(entry: HistoryEntry, id: string): Grade {
  const { pass, warn, fail } = entry.clauses;
  return fail.includes(id) ? 'fail' : warn.includes(id) ? 'warn' : pass.includes(id) ? 'pass' : 'not-run';
}

function change(id: string, run: HistoryEntry, history: readonly HistoryEntry[]): Change | undefined {
  const verdict = gradeIn(run, id);
  const tried = history.filter((entry) => gradeIn(entry, id) !== 'not-run');
  const last = tried.at(-1);
  const before = last && gradeIn(last, id);
  const streak = (entries: readonly HistoryEntry[], like: (grade: Grade) => boolean) => {
    const start = streakStart(id, entries, like) ?? run;
    return { since: start.finishedAt, ...(start === tried[0] ? { orLonger: true as const } : {}) };
  };
  const told = { clause: id, verdict, ...(before ? { before } : {}) };
  if (verdict === 'not-run') {
    // Told once, when it stops being tried; saying it every night would hide what is new.
    const justStopped = history.at(-1) === last;
    return justStopped && before && broken(before) ? { ...told, kind: 'unknown', ...streak(tried, broken) } : undefined;
  }
  if (verdict === 'pass') {
    return before && broken(before) ? { ...told, kind: 'fixed', since: run.finishedAt } : undefined;
  }
  if (before === undefined || before === 'pass') return { ...told, kind: 'new', since: run.finishedAt };
  if (verdict === 'fail' && before === 'warn') return { ...told, kind: 'worse', since: run.finishedAt };
  return {
    ...told,
    kind: 'still',
    ...streak([...tried, run], verdict === 'fail' ? (grade) => grade === 'fail' : broken),
  };
}

/** The first of the runs at the end of `entries` that all say the same kind of thing of a clause. */
function streakStart(
  id: string,
  entries: readonly HistoryEntry[],
  like: (grade: Grade) => boolean,
): HistoryEntry | undefined {
  let start: HistoryEntry | undefined;
  for (const entry of [...entries].reverse()) {
    if (gradeIn(entry, id) === 'not-run') continue;
    if (!like(gradeIn(entry, id))) break;
    start = entry;
  }
  return start;
}

function flaky(id: string, entries: readonly HistoryEntry[]): Changes['flaky'][number] | undefined {
  const grades = entries.map((entry) => gradeIn(entry, id)).filter((grade) => grade !== 'not-run');
  const flips = grades.filter((grade, i) => i > 0 && broken(grade) !== broken(grades[i - 1] ?? grade)).length;
  return flips >= FLAKY_FLIPS ? { clause: id, flips, runs: grades.length } : undefined;
}

function broken(grade: Grade): boolean {
  return grade === 'fail' || grade === 'warn';
}

/** Whether two runs asked the same of the same target, so that a difference between them is the target's. */
export function comparable(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.target === b.target && a.depth === b.depth && a.strict === b.strict;
}

function isBefore(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.id !== b.id && a.finishedAt <= b.finishedAt;
}
