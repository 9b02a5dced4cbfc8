import { styleText } from 'node:util';

const COLOURS = { fail: 'red', error: 'red', warn: 'yellow', broken: 'red', conforms: 'green' } as const;

/**
 * Whether a stream shows colours: a terminal does, except with NO_COLOR; with FORCE_COLOR every stream does. @see
 * https://no-color.org
 */
export function showsColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  return env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY === true;
}

/** Colours the word of a line that rates it, and makes the clause's id bold; the text stays the same. */
export function coloured(line: string): string {
  return line
    .replace(/(?<=^\w+ {2})[A-Z]{3,4}-\d\d\b/, (id) => styleText('bold', id))
    .replace(/^(fail|warn|error)(?= {2})/, (word) => styleText(COLOURS[word as keyof typeof COLOURS], word))
    .replace(/(?<=^Verdict: )(conforms|broken)/, (word) =>
      styleText([COLOURS[word as keyof typeof COLOURS], 'bold'], word),
    );
}
