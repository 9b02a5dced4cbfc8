import type { ClauseRecord } from '../../spec/generated/run-record.ts';
import type { FaultTask, ConformingTask, RandomTask, Task } from './plan.ts';
import type { Depth } from '../../verifier/check-context.ts';
import { CHECK_FAILED } from '../../verifier/judge.ts';

/** What a clause's check reported of a broken server. */
export interface Flag {
  readonly clause: string;
  /** `noted`: the clause never fails a server, it only notes what it did not see (CON-07). */
  readonly how: 'fail' | 'warn' | 'noted';
  readonly message: string;
}

/** What every result has beside its verdict. */
interface Judged {
  /** Checks that threw, with the error: a defect of ours, whatever the server does. */
  readonly threw?: readonly string[];
}

/** The checks that threw while they judged. */
export const threwIn = (results: readonly ClauseRecord[]): readonly string[] =>
  results.flatMap(({ id, reason }) => (reason?.startsWith(CHECK_FAILED) ? [`${id}: ${reason}`] : []));

/** The result of a fault. */
export interface FaultResult extends Judged {
  readonly task: FaultTask;
  /** Flagged by a clause that it breaks, only by others, or by none; `undone` where it could not be judged. */
  readonly outcome: 'killed' | 'wrong clause' | 'survived' | 'undone';
  readonly flags: readonly Flag[];
  /** The depth at which it was found, or the deepest that was tried. */
  readonly depth: Depth;
  readonly seconds: number;
  /** For a fault that was not found: facts about its clauses, such as why they were not run. */
  readonly why?: readonly string[];
  /** Why it could not be judged. */
  readonly error?: string;
}

/** What was found, wrongly, in a conforming server. */
export interface ConformingResult extends Judged {
  readonly task: ConformingTask;
  readonly alarms: readonly Flag[];
  /** Clauses that were not judged, with the reason. */
  readonly notRun: readonly string[];
  readonly seconds: number;
  readonly error?: string;
}

/** The result of a random mutation. */
export interface RandomResult extends Judged {
  readonly task: RandomTask;
  readonly sentence: string;
  /** The kinds of its condition and of its change, for the report. */
  readonly condition: string;
  readonly change: string;
  /** The depth at which it was found; null where it was not. */
  readonly depth: 'standard' | 'full' | null;
  readonly flags: readonly Flag[];
  /** Responses that it changed in the last run. */
  readonly changed: number;
  readonly seconds: number;
  /** Why it could not be judged. */
  readonly error?: string;
}

export type Result = FaultResult | ConformingResult | RandomResult;

/** The result of a task that failed with an error. */
export function aborted(task: Task, cause: unknown): Result {
  const error = cause instanceof Error ? cause.message : String(cause);
  if (task.kind === 'random')
    return { task, sentence: '', condition: '', change: '', depth: null, flags: [], changed: 0, seconds: 0, error };
  if (task.kind === 'conforming') return { task, alarms: [], notRun: [], seconds: 0, error };
  return { task, outcome: 'undone', flags: [], depth: 'full', seconds: 0, error };
}

/** The findings of a judged clause as one line. */
export function messageOf({ findings }: ClauseRecord): string {
  const [first] = findings;
  return first ? `${first.operation}: want ${first.want}, got ${first.got}`.slice(0, 300) : '';
}

/** Clauses whose check never fails a server, but notes what it did not see. */
const NOTING = ['CON-07'];

/** What the results of a run flag. */
export function flagsOf(results: readonly ClauseRecord[]): Flag[] {
  return results.flatMap((result): Flag[] => {
    const { id, verdict, notes } = result;
    if (verdict === 'fail' || verdict === 'warn') return [{ clause: id, how: verdict, message: messageOf(result) }];
    return NOTING.includes(id) ? notes.map((note) => ({ clause: id, how: 'noted', message: note.slice(0, 300) })) : [];
  });
}
