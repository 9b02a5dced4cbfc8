import { hideKeys } from '../keys/key-value.ts';
import type { JournalEntry } from '../journal/journal.ts';

/** Longest address in the log: one request must not fill the terminal. */
const LONGEST = 300;

/** What may not reach a terminal: control characters could move its cursor or change its colours. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/gu;
const printable = (text: string) => text.replace(UNPRINTABLE, '\ufffd');

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);

/** Green where it was served, yellow where the client has to change something, red where the mock is to blame. */
const colour = (status: number) => (status < 400 ? 32 : status < 500 ? 33 : 31);

/**
 * One request as a line for people: `14:05:09 GET /clients?page=0 400 2 ms (my app): page: Give a whole number ...`.
 * It holds no key value: the key is named by its record, and there is a dash without a valid one.
 * @param entry what the journal noted
 * @param inColour whether the status may be coloured: on a terminal
 */
export function requestLine(entry: JournalEntry, inColour = false): string {
  const { time, method, path, query, status, keyName, tookMs, reason, why, key, evidence, broken } = entry;
  const at = new Date(time).toISOString().slice(11, 19);
  const address = cut(printable(hideKeys(query === '' ? path : `${path}?${query}`)));
  const shown = inColour ? `\u001b[${colour(status)}m${status}\u001b[39m` : String(status);
  const rests = evidence?.level === 'A' ? ` [assumed: ${evidence.clause}]` : '';
  const who = keyName ?? (status === 401 ? (key.name ?? key.state) : '-');
  const said = why ?? reason;
  const because = said === null ? '' : `: ${cut(printable(said))}${rests}`;
  const rules = broken.map(({ rule, expected, actual }) => ` ${rule}: expected ${expected}; got ${actual}.`).join('');
  return `${at} ${printable(method)} ${address} ${shown} ${tookMs.toFixed(0)} ms (${printable(who)})${because}${cut(printable(rules))}`;
}
