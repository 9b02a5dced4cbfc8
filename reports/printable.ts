import type { ExchangeRecord, Finding, RunRecord } from './run.ts';
import { safe, visible } from './safe.ts';

/** The longest text of those where a glance is enough. */
const LONGEST_SENTENCE = 600;
const LONGEST_COMMAND = 4_000;
const LONGEST_PLACE = 300;

/**
 * The record as the console and every format but `run.json` show it: each text of a target or a file is on one line, without
 * characters that move a cursor, reverse the text or begin a command of a CI log, and is cut where it is long. Only bodies and
 * excerpts keep their lines. Formats rely on this and do not escape again.
 */
export function printable(run: RunRecord): RunRecord {
  const { clauses, errors, agreementProblems, exchanges, ...rest } = run;
  return {
    ...deep(rest, (text) => safe(text, LONGEST_SENTENCE)),
    clauses: clauses.map((clause) => ({
      ...deep({ ...clause, findings: [] }, (text) => safe(text, LONGEST_SENTENCE)),
      findings: clause.findings.map(printableFinding),
    })),
    errors: errors.map((error) => safe(error, LONGEST_SENTENCE)),
    ...(agreementProblems && { agreementProblems: agreementProblems.map((text) => safe(text, LONGEST_SENTENCE)) }),
    ...(exchanges && {
      exchanges: Object.fromEntries(Object.entries(exchanges).map(([n, one]) => [n, printableExchange(one)])),
    }),
  };
}

function printableFinding(finding: Finding): Finding {
  const { reproduce, excerpt, pointer } = finding;
  return {
    ...deep(finding, (text) => safe(text)),
    ...(pointer !== undefined && { pointer: safe(pointer, LONGEST_PLACE) }),
    ...(reproduce !== undefined && { reproduce: commandText(reproduce) }),
    ...(excerpt !== undefined && { excerpt: lines(excerpt) }),
  };
}

function printableExchange({ body, url, ...exchange }: ExchangeRecord): ExchangeRecord {
  return { ...deep(exchange, (text) => safe(text)), url: safe(url, 2_000), body: lines(body) };
}

/** Each command can still be pasted, or is left out. */
function commandText(commands: string): string {
  const shown = commands
    .split('\n')
    .map((command) => (command.length > LONGEST_COMMAND ? safe(command, 200) : command));
  return lines(shown.join('\n'));
}

/** A text of several lines, each of them printable. */
const lines = (text: string) =>
  text
    .replace(/\r\n/g, '\n')
    .split(/\n/)
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');

/** Every text of a value, the names of its fields too. */
function deep<T>(value: T, show: (text: string) => string): T {
  return walk(value, show) as T;
}

function walk(value: unknown, show: (text: string) => string): unknown {
  if (typeof value === 'string') return show(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, show));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [show(name), walk(item, show)]));
}
