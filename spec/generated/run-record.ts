// Made from spec/run-record.schema.json by npm run spec:types; do not edit.

export type ClauseRecord = {
  id: string;
  level: "D" | "O" | "A";
  verdict: Grade;
  /**
   * Why it was not run.
   */
  reason?: string;
  /**
   * Set where it was not run although the configuration allows it. `lost`: the target, the network or the run was why. `doubt`: responses contradict it, and the run could not make sure. `clock`: the limit looks broken, but the clock of the machine jumped.
   */
  because?: "lost" | "doubt" | "clock";
  checked: number;
  findings: Finding[];
  notes: string[];
  /**
   * How long the responses took that its verdict rests on, and the judging. Clauses share responses: the sum is more than the run took.
   */
  seconds?: number;
  /**
   * The clause in words, as it stood when it was judged.
   */
  sentence?: string;
  extra?: {
    /**
     * How often it was tried on each operation.
     */
    operations?: {
      [k: string]: number;
    };
    [k: string]: unknown;
  };
};
export type Grade = "pass" | "warn" | "fail" | "not-run";

/**
 * run.json: what a run of the contract suites says of a server. Members may be added under schemaVersion 1; none is dropped or changes its meaning.
 */
export interface RunRecord {
  schemaVersion: 1;
  id: string;
  startedAt: string;
  finishedAt: string;
  seed: number;
  depth: "quick" | "standard" | "full";
  strict: boolean;
  target: {
    baseUrl: string;
    /**
     * Whether the mock that comes with the suites was judged.
     */
    embedded: boolean;
    limit: number;
    windowSeconds: number;
    /**
     * What was deployed there, where it is given (MITP_TARGET_VERSION).
     */
    version?: string;
  };
  /**
   * What judged.
   */
  tool?: {
    name: string;
    version: string;
  };
  /**
   * How the run was called, so that it can be repeated.
   */
  invocation?: {
    /**
     * The command of this installation: `npx mitp`, in a checkout `npx .`.
     */
    call: string;
    suites: string[];
    /**
     * The contract that was judged by, where it was not the package's own.
     */
    spec?: string;
  };
  /**
   * Set where a run acted for a share of the clauses alone: one of so many, to be merged.
   */
  shard?: {
    index: number;
    of: number;
  };
  requests: {
    sent: number;
    served: number;
    refused401: number;
    limited429: number;
    unplanned429: number;
    windows: number;
  };
  totals: {
    pass: number;
    warn: number;
    fail: number;
    notRun: number;
  };
  clauses: ClauseRecord[];
  /**
   * What went wrong with the run itself.
   */
  errors: string[];
  /**
   * Entries of known-findings.yaml that no longer hold; each fails the run.
   */
  agreementProblems?: string[];
  contract?: {
    file: string;
    /**
     * A file of the caller's repository to show findings at, where the contract is none of its files.
     */
    place?: string;
    version: string;
    digest: string;
    lines: {
      [k: string]: number;
    };
  };
  changes?: Changes;
  exchanges?: {
    [k: string]: ExchangeRecord;
  };
  limiter?: LimiterRecord;
  /**
   * How soon a revoked or deleted key was rejected: milliseconds after the act.
   */
  rejection?: {
    act: string;
    ms: number;
  }[];
  drift?: Drift[];
  /**
   * How many clauses of the chosen suites were tried, and how many a verdict needs.
   */
  tried?: {
    tried: number;
    of: number;
    least: number;
  };
  /**
   * What the rows have shown of each field: how often it was present and null, and how its values were written.
   */
  members?: ObservedField[];
  /**
   * How much of what the contract documents was tried: fields by each predicate and direction, lists by the place of the page.
   */
  fieldCoverage?: {
    /**
     * A predicate, `sorted asc`, `sorted desc`, or the place of a page.
     */
    kind: string;
    tried: number;
    documented: number;
    /**
     * What was not tried: operation and field, or the operation alone.
     */
    missing: string[];
  }[];
  /**
   * Operations whose rows were added, removed or changed while the run went on.
   */
  movedLists?: string[];
  coverage?: {
    operation: string;
    clause: string;
    checked: number;
  }[];
  plan?: {
    /**
     * What the limiter protocol alone costs: no run that measures the limit can do with less.
     */
    atLeast?: {
      requests: number;
      windows: number;
    };
    requests?: number;
    windows?: number;
    minutes?: number;
    [k: string]: unknown;
  };
  evidence?: Evidence;
  knowledge?: Knowledge;
}
export interface Finding {
  /**
   * Operation of the contract, or what else was judged (`portal`, `any path`).
   */
  operation: string;
  want: string;
  got: string;
  /**
   * JSON pointer into the response body.
   */
  pointer?: string;
  /**
   * Shell commands that repeat it, one a line: the request to blame first, then, after a comment, those that it is compared with. Keys are named by their environment variable.
   */
  reproduce?: string;
  /**
   * Number of the exchange, as in `exchanges`.
   */
  exchange?: number;
  /**
   * Set where known-findings.yaml suppresses it.
   */
  known?: {
    reason: string;
    until: string;
  };
  /**
   * The vendor promises nothing else, though the contract expects it (403 for 401): never more than a warning.
   */
  tolerated?: true;
  /**
   * The row of the response that the pointer is about, as indented JSON.
   */
  excerpt?: string;
}
export interface Changes {
  previous?: {
    id: string;
    finishedAt: string;
  };
  changes: Change[];
  flaky: {
    clause: string;
    flips: number;
    runs: number;
  }[];
  news: boolean;
  /**
   * Since when each deviation of `drift` is seen, in the same order.
   */
  drift?: {
    since: string;
    /**
     * Not seen in the comparable run before.
     */
    isNew: boolean;
    orLonger?: true;
  }[];
}
export interface Change {
  clause: string;
  kind: "new" | "worse" | "still" | "fixed" | "unknown";
  verdict: Grade;
  /**
   * What it was when it was last tried; absent when it never was.
   */
  before?: "pass" | "warn" | "fail" | "not-run";
  /**
   * End of the run since which it is as it is now.
   */
  since: string;
  /**
   * `since` is the first run that is kept: it may be so for longer.
   */
  orLonger?: true;
  /**
   * Runs in a row that found it broken, this one included.
   */
  runs?: number;
}
export interface ExchangeRecord {
  method: string;
  url: string;
  requestHeaders: {
    [k: string]: string;
  };
  status?: number;
  error?: string;
  headers: {
    [k: string]: string;
  };
  body: string;
  cut: boolean;
  took: number;
}
export interface LimiterRecord {
  algorithm: string;
  timeline: {
    /**
     * Seconds from the first request.
     */
    t: number;
    status: number;
    key: string;
  }[];
  confidence?: number | string;
  /**
   * Why it is no surer than that.
   */
  why?: string;
}
/**
 * Something the target does that the contract does not say, with a patch for the contract: `new member` (CON-05), `new value` (CON-06), `never seen` (CON-07; `count` is then of rows without it).
 */
export interface Drift {
  kind: string;
  operation: string;
  pointer: string;
  example?: unknown;
  count: number;
  /**
   * The change to the contract that would say it.
   */
  patch?: {
    [k: string]: unknown;
  };
}
export interface ObservedField {
  operation: string;
  /**
   * Into a response, * for each index.
   */
  pointer: string;
  /**
   * Rows in which it could have been.
   */
  rows: number;
  present: number;
  nulls: number;
  formats: {
    format: string;
    count: number;
    example?: unknown;
  }[];
}
/**
 * What the run proves of what the contract only assumes, for `mitp spec learn`. Values of open sets aside, no text of a row is in it.
 */
export interface Evidence {
  /**
   * Hash of the target's host.
   */
  target: string;
  /**
   * Statements that the contract assumes, or that only runs have proved, and that this run tried.
   */
  statements: {
    /**
     * JSON pointer into the contract file.
     */
    place: string;
    /**
     * A keyword of a schema, `nulls`, `field`, `response` or `header`.
     */
    keyword: string;
    value?: unknown;
    /**
     * Values that were looked at; one that was served twice counts twice.
     */
    tried: number;
    /**
     * Those that were not as the contract says.
     */
    broken: number;
  }[];
  /**
   * Values of open sets.
   */
  values: {
    place: string;
    seen: {
      value: string;
      count: number;
    }[];
    /**
     * Values that are not recorded: too long, or too many for a set.
     */
    others: number;
  }[];
}
/**
 * How sure the contract was that the run judged by.
 */
export interface Knowledge {
  /**
   * Share of the clauses and statements that are more than assumed.
   */
  share: number;
  items: {
    kind: "clause" | "field" | "keyword" | "filter field" | "service";
    name: string;
    level: "documented" | "observed" | "assumed";
    /**
     * First day on which live runs showed it.
     */
    since?: string;
    /**
     * Last day on which live runs showed it.
     */
    until?: string;
    nights?: number;
  }[];
}
