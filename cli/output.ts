/** Where a command's output goes: `say` is for people, `print` for programs; `exit` sets the exit code. */
export interface Output {
  readonly say: (text: string) => void;
  readonly print: (text: string) => void;
  readonly exit: (code: number) => void;
}

export const terminal: Output = {
  say: (text) => void process.stderr.write(`${text}\n`),
  print: (text) => void process.stdout.write(`${text}\n`),
  exit: (code) => void (process.exitCode = code),
};
