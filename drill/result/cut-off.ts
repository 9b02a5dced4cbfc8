import { jsonIn } from './json.ts';

/** A pipe holds at least so much. Shorter output is not lost when a client exits before it is read. */
const PIPE_BYTES = 65_536;

/**
 * Whether a result is JSON that ends in the middle, beyond what a pipe holds: Node's `process.exit()` after a `console.log()` loses what
 * the reader has not taken yet. That says nothing of how the client used the API.
 */
export const isCutOff = (text: string): boolean =>
  Buffer.byteLength(text) >= PIPE_BYTES && /^\s*[[{]/.test(text) && jsonIn(text) === undefined;

export const WHY_CUT_OFF =
  'its JSON ends in the middle: it exits before its output is written, as process.exit() does; let it end by itself, or name the ' +
  'file that it writes by --result';
