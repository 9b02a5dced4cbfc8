/** Shorter values are no secrets, and hiding them would spoil every text that holds the same few characters. */
const SHORTEST = 4;

/**
 * Makes a function that replaces secret values in texts by their names: `<active>`. It looks by value, wherever the
 * text came from, and finds a value as it is, URL-encoded, escaped for JSON or HTML, and inside base64 at any offset
 * (an `Authorization: Basic` header holds `user:value`). Longer values are replaced before shorter ones, so a whole key
 * wins over a half of it.
 *
 * @param values secret values by the name to show instead; empty and very short values are left alone
 */
export function redactor(values: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.entries(values)
    .filter(([, value]) => value.length >= SHORTEST)
    .sort(([, a], [, b]) => b.length - a.length);
  if (secrets.length === 0) return (text) => text;
  const names = secrets.map(([name]) => name);
  const pattern = new RegExp(secrets.map(([, value]) => `(${forms(value).join('|')})`).join('|'), 'g');
  return (text) =>
    text.replace(pattern, (_, ...groups: (string | undefined)[]) => {
      const index = groups.findIndex((group) => group !== undefined);
      return `<${names[index] ?? 'secret'}>`;
    });
}

/** Variables whose whole value is a secret. */
const SECRET_VARIABLE =
  /^MITP_(?:\w+_)?API_KEY$|^MITP_PORTAL_(?:\w+_)?PASSWORD$|^MITP_(?:WEBHOOK_URL|MOCK_CONTROL_TOKEN|EXTRA_HEADERS)$/;

/** The secrets that the environment holds, by the name of their variable; those within a variable by that and a number. */
export function environmentSecrets(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(env).flatMap(([name, value = '']): [string, string][] => {
    const parts =
      name === 'MITP_EXTRA_HEADERS'
        ? headerSecrets(value)
        : /^(?:https?|all)_proxy$/i.test(name)
          ? loginSecrets(value)
          : [];
    const whole: [string, string][] = SECRET_VARIABLE.test(name) && value ? [[name, value]] : [];
    // Where a line break came along with a secret, the secret is used without it.
    const trimmed: [string, string][] = value !== value.trim() && whole.length > 0 ? [[`${name}-1`, value.trim()]] : [];
    return [...whole, ...trimmed, ...parts.map((part, at): [string, string] => [`${name}-${String(at + 2)}`, part])];
  });
  return Object.fromEntries(found);
}

/** The values in `MITP_EXTRA_HEADERS`, whole and, behind a scheme word such as `Bearer`, alone. */
function headerSecrets(text: string): string[] {
  const values = [...text.matchAll(/:\s*"?([^"\r\n]+?)"?\s*(?=[,}\r\n]|$)/g)].map(([, value = '']) => value);
  return values.flatMap((value) => [value, ...(/^\w+ (\S+)$/.exec(value)?.slice(1) ?? [])]);
}

/** The password in a proxy's address, as it is written and as it is sent. */
function loginSecrets(address: string): string[] {
  const [, password] = /^(?:[a-z]+:\/\/)?[^/@]*?:([^@/]+)@/i.exec(address) ?? [];
  if (password === undefined) return [];
  return URL.canParse(`http://x:${password}@host`) ? [...new Set([password, decoded(password)])] : [password];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Patterns of the ways in which a value may be written in a text. */
function forms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const allPercent = [...bytes].map(percent).join('');
  return [...new Set([[...value].map(character).join(''), allPercent, ...base64(bytes)])];
}

/**
 * One character: as it is or, where it is not a letter or digit, in any of the escapes that text formats use. Escapes
 * may be nested (JSON in a JSON text, a URL in a URL): that only repeats backslashes, `25` and `amp;`.
 */
function character(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  const units = [...Array(char.length).keys()].map((i) => `\\\\+u${anyCase(hex(char.charCodeAt(i), 4))}`).join('');
  const entities = [`#0*${code}`, `#[xX]0*${anyCase(code.toString(16))}`, ...(HTML[char] ? [HTML[char]] : [])];
  const ways = [
    char === '\\' ? '\\\\+' : `\\\\*${literal(char)}`,
    [...Buffer.from(char, 'utf8')].map(percent).join(''),
    units,
    ...entities.map((entity) => `&(?:amp;)*${entity};`),
    ...(char === ' ' ? ['\\+'] : []),
  ];
  return `(?:${ways.sort((a, b) => b.length - a.length).join('|')})`;
}

const HTML: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** What every base64 text that contains the bytes must contain, for each of the three offsets they may start at. */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = [0, 2, 3][offset] ?? 0;
    const whole = (offset + bytes.length) % 3 === 0;
    const core = text.slice(from, whole ? text.length : -1);
    const safe = core.replace(/[+/]/g, (char) => (char === '+' ? '(?:\\+|-|%2[bB])' : '(?:/|_|%2[fF]|\\\\/)'));
    return core.length >= SHORTEST ? [safe] : [];
  });
}

function percent(byte: number): string {
  return `%(?:25)*${anyCase(hex(byte, 2))}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Applies `hide` to every text inside a JSON value, names included. */
export function hideIn<T>(value: T, hide: (text: string) => string): T {
  return walk(value, hide) as T;
}

function walk(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [hide(name), walk(item, hide)]));
}
