import type { Contract } from '../../spec/contract.ts';
import type { SentRequest } from './requests.ts';
import type { Expects, Nature } from './nature.ts';

/** Everything that a client printed or wrote. Key values in it are replaced by their names, and `leaks` says where they were. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** The file that it wrote, where one was named. */
  readonly file: string | null;
}

/** One run of the client under one scenario. */
export interface ClientRun {
  readonly scenario: {
    readonly id: string;
    readonly expects: Expects;
    readonly nature: Nature;
    readonly sentence: string;
  };
  readonly requests: readonly SentRequest[];
  /** Its requests may have waited for a connection in a queue of the HTTP library, as those of a page that loads several lists do. */
  readonly queues?: true;
  /** Requests (`sameAs`) that a run of the client sent before it had any response: they depend on none. */
  readonly unprompted?: ReadonlySet<string>;
  /** The client keeps several connections and uses them again. */
  readonly pools?: true;
  /** Null where a signal ended it, or it did not end. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** It did not end in time, and was ended. */
  readonly overdue: boolean;
  readonly seconds: number;
  readonly output: Output;
  /** Where the key was in the client's output: `stdout`, `stderr`, `the result file`, with the line around it. */
  readonly leaks: readonly { readonly place: string; readonly line: string }[];
  /** Whether the scenario's disturbance happened: a client that sends one request never reaches the second page. */
  readonly shown: boolean;
  /** How the result differs from the undisturbed one, in words; null where it does not, or cannot be compared. */
  readonly difference: string | null;
  /** Its result ends in the middle of what was being written, so that it cannot be compared. */
  readonly cutOff?: true;
  /** Signs that a value was damaged, such as an id that overflowed. */
  readonly damaged: readonly { readonly want: string; readonly got: string }[];
}

/** Everything that the rules may look at. */
export interface Evidence {
  readonly contract: Contract;
  readonly runs: readonly ClientRun[];
  /** Seconds that a run of the client may take. */
  readonly patience: number;
  /** Why results cannot be compared, if they cannot. */
  readonly incomparable: string | null;
}

/** One way in which the client broke a rule. */
export interface RuleFinding {
  readonly scenario: string;
  readonly want: string;
  readonly got: string;
  readonly request?: string;
  /** The number of that request. */
  readonly n?: number;
  /** Set where a "must" is not met but nothing was lost silently: it warns. */
  readonly mild?: true;
}

/** The judgement of a rule: how much it checked, and its findings; a reason where there was nothing to judge. */
export interface Judgement {
  readonly checked: number;
  readonly findings: readonly RuleFinding[];
  readonly reason?: string;
}

/** Depends only on the evidence: no clock, no network, no file. */
export type Judge = (evidence: Evidence) => Judgement;
