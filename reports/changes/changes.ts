import type { HistoryEntry } from './history.ts';
import type { Grade } from '../run.ts';

/**
 * A clause compared with the runs before: `new` (broken now, was not), `worse` (fails now, warned before), `still` broken,
 * `fixed`, `unknown` (was broken, was not tried this time).
 */
export type ChangeKind = 'new' | 'worse' | 'still' | 'fixed' | 'unknown';

export interface Change {
  clause: string;
  kind: ChangeKind;
  verdict: Grade;
  /** Its verdict when it was last tried; absent when it never was. */
  before?: Grade;
  /** End of the first run with the current verdict (for `unknown`: in which it was broken). */
  since: string;
  /** Runs in a row that tried the clause and found it broken, this one included. */
  runs?: number;
  /** Set where `since` is the oldest run that is kept: it may have begun earlier. */
  orLonger?: true;
}

/** What changed against the comparable runs before: those of the same target, depth and strictness. */
export interface Changes {
  /** The comparable run before; absent for the first. */
  previous?: { id: string; finishedAt: string };
  changes: Change[];
  /** Clauses that change their verdict although target, contract and suites are the same. */
  flaky: { clause: string; flips: number; runs: number }[];
  /**
   * Whether there is news: something new, worse, fixed or unknown, or another exit code than before. Flaky clauses are no news.
   */
  news: boolean;
  /** Since when each deviation of the record's `drift` is seen, in the same order. */
  drift?: { since: string; isNew: boolean; orLonger?: true }[];
}

/** Runs that are searched for flaky clauses. */
const FLAKY_RUNS = 10;
/**
 * Changes of verdict, with the same target, contract and suites, that make a clause flaky. A regression and its fix are two.
 */
const FLAKY_FLIPS = 3;
/** Runs in a row with the same verdict after which a clause is no longer flaky. */
const SETTLED = 5;

/**
 * Compares a run with the history.
 * @param history entries in order of time; the run itself and later ones in it are left out
 */
export function changesOf(run: HistoryEntry, history: readonly HistoryEntry[]): Changes {
  const before = history.filter((entry) => comparable(entry, run) && isBefore(entry, run));
  const previous = before.at(-1);
  const ids = [...run.clauses.fail, ...run.clauses.warn, ...run.clauses.pass, ...run.clauses['not-run']];
  const same = [...before.filter((entry) => judgedAlike(entry, run)), run].slice(-FLAKY_RUNS);
  const unsteady = ids.flatMap((id) => flaky(id, same) ?? []).sort((a, b) => b.flips - a.flips);
  const isFlaky = new Set(unsteady.map(({ clause }) => clause));
  const changes = (previous === undefined ? [] : ids.flatMap((id) => change(id, run, before) ?? [])).filter(
    // A flaky clause is neither new nor fixed: it is reported as flaky.
    ({ clause, kind }) => kind === 'still' || !isFlaky.has(clause),
  );
  return {
    ...(previous ? { previous: { id: previous.id, finishedAt: previous.finishedAt } } : {}),
    changes,
    flaky: unsteady,
    news:
      previous !== undefined &&
      (changes.some(({ kind }) => kind !== 'still') || otherOutcome(previous, run, isFlaky.size > 0)),
    ...(run.drift ? { drift: run.drift.map((id) => driftSince(id, run, before)) } : {}),
  };
}

/**
 * Whether a run ended differently from the one before. If that may be due to a flaky clause, only whether it was conclusive
 * counts.
 */
function otherOutcome(previous: HistoryEntry, run: HistoryEntry, hasFlaky: boolean): boolean {
  const differs = previous.exitCode !== run.exitCode;
  return differs && (!hasFlaky || previous.exitCode === 2 || run.exitCode === 2);
}

/** Since when a deviation from the contract is seen: in every run that looked for it, back from this one. */
function driftSince(
  id: string,
  run: HistoryEntry,
  before: readonly HistoryEntry[],
): NonNullable<Changes['drift']>[number] {
  const looked = before.filter(({ drift, exitCode }) => drift !== undefined && exitCode !== 2);
  const absent = looked.findLastIndex(({ drift }) => !drift?.includes(id));
  const first = looked[absent + 1];
  if (first === undefined) return { since: run.finishedAt, isNew: looked.length > 0 };
  return { since: first.finishedAt, isNew: false, ...(absent < 0 ? { orLonger: true as const } : {}) };
}

/** The verdict of a clause in a history entry. */
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
    const { start = run, length } = streakOf(id, entries, like);
    return { since: start.finishedAt, runs: length, ...(start === tried[0] ? { orLonger: true as const } : {}) };
  };
  const told = { clause: id, verdict, ...(before ? { before } : {}) };
  if (verdict === 'not-run') {
    // Reported once, when it stops being tried: repeating it every night would hide news.
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

/** The runs at the end of `entries` with the same kind of verdict on a clause: the first of them, and how many. */
function streakOf(
  id: string,
  entries: readonly HistoryEntry[],
  like: (grade: Grade) => boolean,
): { start?: HistoryEntry; length: number } {
  const tried = entries.filter((entry) => gradeIn(entry, id) !== 'not-run');
  const before = tried.findLastIndex((entry) => !like(gradeIn(entry, id)));
  const streak = tried.slice(before + 1);
  return { ...(streak[0] ? { start: streak[0] } : {}), length: streak.length };
}

function flaky(id: string, entries: readonly HistoryEntry[]): Changes['flaky'][number] | undefined {
  const tried = entries.filter((entry) => gradeIn(entry, id) !== 'not-run');
  const flips = tried.filter((entry, i) => {
    const last = tried[i - 1];
    const changed = last !== undefined && broken(gradeIn(last, id)) !== broken(gradeIn(entry, id));
    // A new version of the target explains a new verdict.
    return changed && last.targetVersion === entry.targetVersion;
  });
  if (flips.length < FLAKY_FLIPS) return undefined;
  const last = tried.at(-1);
  const lately = tried.slice(-SETTLED);
  const isSettled =
    lately.length === SETTLED &&
    lately.every((entry) => last && broken(gradeIn(entry, id)) === broken(gradeIn(last, id)));
  return isSettled ? undefined : { clause: id, flips: flips.length, runs: tried.length };
}

function broken(grade: Grade): boolean {
  return grade === 'fail' || grade === 'warn';
}

/** Whether two runs tried the same on the same target, so that the target explains a difference. */
export function comparable(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.target === b.target && a.depth === b.depth && a.strict === b.strict;
}

/** Whether two runs were judged by the same contract and suites, so that neither explains another verdict. */
function judgedAlike(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.contract === b.contract && a.suite === b.suite;
}

function isBefore(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.id !== b.id && a.finishedAt <= b.finishedAt;
}
