import { Disguises } from './redact/disguised.ts';
import { exactFilter, exactForms, SHORTEST } from './redact/exact.ts';

/**
 * Replaces secrets in a text by their names.
 * @param mark how a name is written, so that it fits the text: `<name>` unless said
 */
export type Redact = (text: string, mark?: (name: string) => string) => string;

/** Hiding one value may bring two halves of another together; no text needs more rounds than that. */
const ROUNDS = 4;

const named = (name: string) => `<${name}>`;

/**
 * Makes a function that replaces secret values in texts by their names: `<active>`. It searches by value, wherever the text came
 * from. First for the whole value in the usual encodings: plain, URL-encoded, escaped for JSON or HTML, inside base64 at any
 * offset (an `Authorization: Basic` header holds `user:value`); longer values before shorter ones, so that a whole key wins over
 * a half of it. Then for every disguise (spec/redact/disguised.ts).
 * @param values secret values by the name to show instead; empty and very short values are left alone
 */
export function redactor(values: Readonly<Record<string, string>>): Redact {
  const secrets = Object.entries(values)
    .filter(([, value]) => value.length >= SHORTEST)
    .sort(([, a], [, b]) => b.length - a.length);
  if (secrets.length === 0) return (text) => text;
  const names = secrets.map(([name]) => name);
  const pattern = new RegExp(secrets.map(([, value]) => `(${exactForms(value).join('|')})`).join('|'), 'g');
  const mayBeIn = exactFilter(secrets.map(([, value]) => value));
  const disguises = new Disguises(Object.fromEntries(secrets));
  return (text, mark = named) => {
    const whole = (_: string, ...groups: (string | undefined)[]) => {
      const index = groups.findIndex((group) => group !== undefined);
      return mark(names[index] ?? 'secret');
    };
    let hidden = mayBeIn(text) ? text.replace(pattern, whole) : text;
    for (let round = 0; round < ROUNDS; round++) {
      const hits = disguises.in(hidden);
      if (hits.length === 0) break;
      for (const { start, end, name } of hits.reverse())
        hidden = hidden.slice(0, start) + mark(name) + hidden.slice(end);
    }
    return hidden;
  };
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
    return [...whole, ...trimmed, ...parts.map((part, at): [string, string] => [`${name}-${at + 2}`, part])];
  });
  return Object.fromEntries(found);
}

/** The values in `MITP_EXTRA_HEADERS`: the whole value and, after a scheme word such as `Bearer`, the rest alone. */
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
