import { MOST_BYTES } from '../client.ts';
import { jsonIn } from './json.ts';

/** A pipe holds at least so much. Shorter output is not lost when a client exits before it is read. */
const PIPE_BYTES = 65_536;

/**
 * Whether a result is longer than the drill keeps, or JSON that ends in the middle, beyond what a pipe holds: Node's `process.exit()` after a `console.log()` loses what
 * the reader has not taken yet. That says nothing of how the client used the API.
 */
export const isCutOff = (text: string): boolean => isTooLong(text) || isEarlyEnd(text);

const isEarlyEnd = (text: string): boolean =>
  Buffer.byteLength(text) >= PIPE_BYTES && /^\s*[[{]/.test(text) && jsonIn(text) === undefined;

/** Whether a result fills what the drill keeps of an output: the chunk that went beyond it is missing. */
const isTooLong = (text: string): boolean => Buffer.byteLength(text) > MOST_BYTES - 1024 * 1024;

/** Why a result that is cut off cannot be compared. */
export const whyCutOff = (text: string): string => (isTooLong(text) ? WHY_TOO_LONG : WHY_EARLY_END);

const WHY_TOO_LONG = `it is longer than ${MOST_BYTES / 1024 / 1024} MiB: name the file that the client writes by --result`;
const WHY_EARLY_END =
  'its JSON ends in the middle: it exits before its output is written, as process.exit() does; let it end by itself, or name the ' +
  'file that it writes by --result';
