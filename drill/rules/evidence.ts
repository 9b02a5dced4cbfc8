import type { Contract } from '../../spec/contract.ts';
import type { SentRequest } from './requests.ts';
import type { Expects, Nature } from './nature.ts';

/** What a client left behind: everything that it said. Key values in it are named, and `leaks` says where they stood. */
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
  /** Null where a signal ended it, or it did not end. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** It had not ended within the bound, and was ended. */
  readonly overdue: boolean;
  readonly seconds: number;
  readonly output: Output;
  /** Where the key stood in what the client said: `stdout`, `stderr`, `the result file`, with the line around it. */
  readonly leaks: readonly { readonly place: string; readonly line: string }[];
  /** Whether the scenario's disturbance took place: a client that sends one request never meets the second page. */
  readonly shown: boolean;
  /** How the result differs from the undisturbed one, in words; null where it does not, or cannot be compared. */
  readonly difference: string | null;
  /** Signs that a value was damaged, such as an id that overflowed. */
  readonly damaged: readonly { readonly want: string; readonly got: string }[];
}

/** All that the rules may look at. */
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
  /** Set where a must is not met and yet nothing was lost in silence: it warns. */
  readonly mild?: true;
}

/** What a rule says: what it looked at, and what it found; a reason where it saw nothing to judge. */
export interface Judgement {
  readonly checked: number;
  readonly findings: readonly RuleFinding[];
  readonly reason?: string;
}

/** Looks at evidence alone: no clock, no network, no file. */
export type Judge = (evidence: Evidence) => Judgement;
