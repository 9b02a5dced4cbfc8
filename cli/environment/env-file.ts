import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseEnv } from 'node:util';
import { readBounded } from '../../spec/bounded-file.ts';
import { UserError } from '../../verifier/user-error.ts';

/** The variables of a file `.env`, and lines in it that its author probably means differently. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** A sentence for each line that is read differently from how it looks. */
  readonly problems: readonly string[];
}

/** The longest file of variables. */
const MOST_BYTES = 1024 * 1024;

const NONE: EnvFile = { values: {}, problems: [] };

/** `.env` of this folder or, where it has none, of the nearest one above it within the same project. */
export function findEnvFile(folder = process.cwd()): string | undefined {
  const file = join(folder, '.env');
  if (existsSync(file) && !statSync(file).isDirectory()) return file;
  const isRoot = ['package.json', '.git'].some((name) => existsSync(join(folder, name)));
  const above = dirname(folder);
  return isRoot || above === folder ? undefined : findEnvFile(above);
}

/**
 * Reads a file `.env`.
 * @param file undefined where there is none
 * @throws UserError where it exists and cannot be read
 */
export function readEnvFile(file: string | undefined): EnvFile {
  if (file === undefined) return NONE;
  const name = relative(process.cwd(), file);
  try {
    return parseEnvFile(readBounded(file, MOST_BYTES), name);
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${(error as Error).message}.`);
  }
}

/** @param file its name, for the problems */
export function parseEnvFile(bytes: Buffer, file = '.env'): EnvFile {
  const { text, problem } = decode(bytes, file);
  const values = Object.fromEntries(
    Object.entries(parseEnv(text)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const ours = oursIn(text, file);
  // Only problems with our variables: the file may belong to others as well.
  return { values, problems: problem === undefined || !/MITP_/.test(text) ? ours : [problem, ...ours] };
}

function decode(bytes: Buffer, file: string): { text: string; problem?: string } {
  const says = (encoding: string, text: string) => ({
    text,
    problem: `${file} is ${encoding}: save it as plain UTF-8 (in PowerShell: Set-Content -Encoding utf8NoBOM).`,
  });
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return says("UTF-16, PowerShell's default", bytes.toString('utf16le', 2));
  if (first === 0xfe && second === 0xff) {
    const whole = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return says('UTF-16, big-endian', Buffer.from(whole).swap16().toString('utf16le'));
  }
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return says('UTF-8 with a byte order mark (BOM)', bytes.toString('utf8', 3));
  // Text has no zero bytes. UTF-16 without its mark has one beside every Latin letter.
  if (first === 0 && second !== 0)
    return says('UTF-16 without its mark', Buffer.from(bytes).swap16().toString('utf16le'));
  if (bytes.includes(0)) return says('UTF-16 without its mark', bytes.toString('utf16le'));
  return { text: bytes.toString('utf8') };
}

/** The name before a value, and the quote that opens the value, if any. */
const START = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(["'`]?)/;

/** Lines that name one of our variables and that the parser reads differently from how they look, or not at all. */
function oursIn(text: string, file: string): string[] {
  const lines = text.split(/\r?\n/);
  let open: { name: string; quote: string; where: string } | undefined;
  const problems = lines.flatMap((line, at) => {
    const where = `${file}, line ${at + 1}`;
    if (open !== undefined) {
      const { name, quote, where: from } = open;
      if (line.includes(quote)) open = undefined;
      if (!/^\s*(?:export\s+)?MITP_\w+\s*=/.test(line)) return [];
      open = undefined;
      return [notClosed(from, name)];
    }
    if (!/MITP_/i.test(line) || /^\s*#/.test(line)) return [];
    const [start = '', name, quote] = START.exec(line) ?? [];
    if (name === undefined) return [`${where} is not read: write NAME=value, with nothing before the name.`];
    const value = line.slice(start.length);
    if (quote) {
      if (!value.includes(quote)) open = { name, quote, where };
      return [];
    }
    if (/\S#/.test(value) || (/^#\S/.test(value) && start.endsWith('=')))
      return [`${where}: the value of ${name} ends before the #. Put the value into double quotes.`];
    return [];
  });
  return open === undefined ? problems : [...problems, notClosed(open.where, open.name)];
}

const notClosed = (where: string, name: string) => `${where}: the quote that opens the value of ${name} is not closed.`;
