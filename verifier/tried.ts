import type { ClauseRecord } from '../spec/generated/run-record.ts';
import type { Because } from './reason.ts';
import { suiteOf, type Suite } from './suites.ts';
import { clause, type ClauseId } from '../spec/clauses.ts';

/** The share of the possible clauses that is enough, unless set otherwise. */
const ENOUGH = 0.9;
/** The share of a suite's possible clauses that is enough: a small suite may lose a few. */
const ENOUGH_OF_SUITE = 0.5;

/** How much of the chosen suites was tried. */
export interface Tried {
  readonly tried: number;
  /** Clauses of those suites. */
  readonly of: number;
  /** Clauses that have to be tried for a verdict. */
  readonly least: number;
}

/**
 * Clauses that look broken and could not be judged, and what is said of them. Where another clause failed, its defect may be
 * what they show.
 */
const DOUBTS: Readonly<Record<Exclude<Because, 'lost'>, string>> = {
  doubt: 'responses were not as expected, and the run had no requests left to make sure. Run it at a greater depth',
  clock: 'the limit does not look right, but the clock of this machine jumped while it was measured. Run it again',
};

/** Clauses that were not tried although what was configured would have allowed it. */
function lostOf(records: readonly ClauseRecord[]): ReadonlySet<ClauseRecord> {
  const hasFailed = records.some(({ verdict }) => verdict === 'fail');
  const isLost = ({ because }: ClauseRecord) => because === 'lost' || (because !== undefined && !hasFailed);
  return new Set(records.filter(isLost));
}

const wasTried = ({ verdict }: ClauseRecord) => verdict !== 'not-run';

/**
 * How much was tried, and the least that makes a verdict: nine tenths of what the configuration allows.
 * @param share the least share of all the clauses instead, from 0 to 1
 */
export function triedOf(records: readonly ClauseRecord[], share?: number): Tried {
  const tried = records.filter(wasTried).length;
  const allowed = tried + lostOf(records).size;
  const least = share === undefined ? Math.floor(ENOUGH * allowed) : Math.ceil(share * records.length);
  return { tried, of: records.length, least };
}

/**
 * Why a run is no verdict: too little was tried in all, or of a chosen suite.
 * @param records the clauses of the chosen suites
 */
export function tooLittleTried(records: readonly ClauseRecord[], share?: number): string[] {
  const { tried, of, least } = triedOf(records, share);
  const lost = lostOf(records);
  const suites = new Map<Suite, ClauseRecord[]>();
  for (const record of records) {
    const suite = suiteOf(clause(record.id as ClauseId).group);
    suites.set(suite, [...(suites.get(suite) ?? []), record]);
  }
  const tooFew = [...suites].flatMap(([suite, own]) => {
    const done = own.filter(wasTried).length;
    const away = own.filter((record) => lost.has(record));
    // What the configuration does not allow is not counted, nor what --min-tried allows.
    const isEnough = done > 0 && (share !== undefined || done >= ENOUGH_OF_SUITE * (done + away.length));
    if (away.length === 0 || isEnough) return [];
    const [why] = away.flatMap(({ reason }) => reason ?? []);
    return [
      `the suite ${suite} could not be tried: ${done} of its ${own.length} clauses were${why === undefined ? '' : ` (${why})`}`,
    ];
  });
  const few = tried < least ? [`${tried} of ${of} clauses were tried: a verdict takes ${least} (--min-tried)`] : [];
  return [...few, ...tooFew, ...(share === undefined ? doubtfulOf(records) : [])];
}

/** What was seen and could not be settled: no run that saw it may be called conforming. */
function doubtfulOf(records: readonly ClauseRecord[]): string[] {
  if (records.some(({ verdict }) => verdict === 'fail')) return [];
  return Object.entries(DOUBTS).flatMap(([because, told]) => {
    const ids = records.filter((record) => record.because === because).map(({ id }) => id);
    return ids.length === 0 ? [] : [`${ids.join(', ')}: ${told}`];
  });
}
