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

/** What `read` makes of a file. @throws ContractError where the file nests, or refers, deeper than the stack is */
export function withinReach<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError) || !/call stack/.test(error.message)) throw error;
    throw new ContractError(file, [{ message: 'It nests, or its references lead, deeper than can be followed.' }]);
  }
}
