/** One thing that is wrong with a contract file: where, what, and what to do about it. */
export interface Problem {
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
}

/** A contract file that cannot be used. `message` has one line per problem: `file:line: what is wrong and what to do`. */
export class ContractError extends Error {
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map(({ line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`).join('\n'));
    this.name = 'ContractError';
    this.file = file;
    this.problems = problems;
  }
}
