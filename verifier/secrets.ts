import { createHash, randomBytes } from 'node:crypto';
import { redactor, type Redact } from '../spec/redact.ts';
import type { RequestSpec } from './exchange.ts';
import { KEY_HEADER, wireName } from './key-header.ts';

const PLACEHOLDER = /\{\{([\w-]+)(?::([\w-]+))?\}\}/g;

/** Keys that are wrong in one way, made from a valid one (AUTH-02). They reveal most of it, so they are as secret. */
export const VARIANTS: Readonly<Record<string, (key: string) => string>> = {
  truncated: (key) => key.slice(0, -1),
  extended: (key) => `${key}0`,
  'swapped-case': (key) => key.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())),
  'first-half': (key) => key.slice(0, Math.ceil(key.length / 2)),
  'second-half': (key) => key.slice(Math.floor(key.length / 2)),
  'other-tail': (key) => otherEnd(key),
  'other-middle': (key) => otherAt(key, key.length >> 1),
  'other-head': (key) => otherEnd(key.slice(0, 1)) + key.slice(1),
  'url-encoded': (key) => [...key].map((char) => `%${char.charCodeAt(0).toString(16)}`).join(''),
  'other-first-quarter': (key) => otherAt(key, key.length >> 2),
  'other-last-quarter': (key) => otherAt(key, (3 * key.length) >> 2),
  'first-8': (key) => key.slice(0, 8),
  'first-16': (key) => key.slice(0, 16),
  'first-32': (key) => key.slice(0, 32),
  'without-four': (key) => key.slice(0, -4),
  upper: (key) => key.toUpperCase(),
  lower: (key) => key.toLowerCase(),
  reversed: (key) => [...key].reverse().join(''),
  twice: (key) => key + key,
  hyphens: (key) => (key.includes('-') ? key.replaceAll('-', '') : key.replace(/.{8}(?=.)/g, '$&-')),
  'any-letters': (key) => '_'.repeat(key.length),
  base64: (key) => Buffer.from(key).toString('base64'),
  'basic-user': (key) => Buffer.from(`${key}:`).toString('base64'),
  'basic-password': (key) => Buffer.from(`api:${key}`).toString('base64'),
  sha256: (key) => createHash('sha256').update(key).digest('hex'),
  md5: (key) => createHash('md5').update(key).digest('hex'),
  wide: (key) => key.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  spaced: (key) => `${key.slice(0, 4)} ${key.slice(4)}`,
};

/** The text with a different character of the same kind at one place. */
const otherAt = (text: string, at: number) => otherEnd(text.slice(0, at + 1)) + text.slice(at + 1);

const BLANK = /^_*$/;

/** Characters at the beginning or end of a key that are unlikely to appear in a text by chance. */
const PART = 8;

/** The text with a different last character of the same kind. */
function otherEnd(text: string): string {
  const last = text.at(-1) ?? '';
  const other = /\d/.test(last) ? String((Number(last) + 1) % 10) : /[zZ]/.test(last) ? 'b' : last === 'b' ? 'c' : 'b';
  return text.slice(0, -1) + other;
}

/**
 * The key values of a run, by name. Only this class knows the values: it fills them in when a request is sent, and hides them in
 * everything that comes back.
 */
export class Secrets {
  readonly #values = new Map<string, string>();
  /** Variants that were sent, and those of them that have to be hidden beside the keys. */
  readonly #made = new Map<string, string>();
  readonly #derived = new Map<string, string>();
  #hide: Redact | undefined;
  #parts: readonly { readonly name: string; readonly part: string }[] = [];

  readonly #keyHeader: string;

  /**
   * @param values key values by name: `active`, `sibling`, `foreign`, `revoked`, `deleted`
   * @param keyHeader the header that carries a key, as the contract calls it
   */
  constructor(values: Readonly<Record<string, string>>, keyHeader: string = KEY_HEADER) {
    this.#keyHeader = keyHeader;
    for (const [name, value] of Object.entries(values)) this.register(name, value);
    this.register('unknown', alike(values.active ?? randomBytes(24).toString('hex')));
  }

  /** Adds a key that was generated during the run (KEY-01), so that it can be sent and is hidden from now on. */
  register(name: string, value: string): void {
    this.#values.set(name, value);
    this.#renew();
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /**
   * Replaces placeholders in a text by their values: `{{active}}`, `{{active:truncated}}`.
   * @throws when no key of that name is known
   */
  fill(text: string): string {
    return text.replace(PLACEHOLDER, (_, name: string, variant?: string) => {
      const value = this.#values.get(name);
      if (value === undefined) throw new Error(`no key named ${name} is configured`);
      if (variant === undefined) return value;
      const make = VARIANTS[variant];
      if (make === undefined) throw new Error(`no key variant named ${variant}`);
      const made = make(value);
      const label = `${name}:${variant}`;
      if (this.#made.get(label) === made) return made;
      this.#made.set(label, made);
      // A variant that holds nothing of the key is no secret; one that holds the whole key is hidden with it.
      if (BLANK.test(made) || this.hide(made, () => '') === '') return made;
      this.#derived.set(label, made);
      this.#renew();
      return made;
    });
  }

  /** The name under which a header of a request is sent. */
  headerName(name: string): string {
    return wireName(name, this.#keyHeader);
  }

  /**
   * Replaces every key value in a text, however it is written, by its name.
   * @param mark how the name is written; `<name>` unless said
   */
  hide(text: string, mark?: (name: string) => string): string {
    this.#hide ??= redactor(Object.fromEntries([...this.#values, ...this.#derived]));
    return this.#hide(text, mark);
  }

  /**
   * Names, as `active:part`, of keys whose beginning or end is in a text. A beginning or end that other keys share does not
   * count.
   */
  partsIn(text: string): string[] {
    return this.#parts.filter(({ part }) => text.includes(part)).map(({ name }) => `${name}:part`);
  }

  /** The same error with every key value hidden, ready to be written. A UserError stays one. */
  hideIn(error: unknown): unknown {
    if (!(error instanceof Error)) return this.hide(String(error));
    error.message = this.hide(error.message);
    if (error.stack !== undefined) error.stack = this.hide(error.stack);
    return error;
  }

  #renew(): void {
    // Half a key is also found inside a whole one, so whole keys are replaced first (the redactor takes the longest first).
    const ends = [...this.#values].flatMap(([name, value]) =>
      value.length < 2 * PART ? [] : [value.slice(0, PART), value.slice(-PART)].map((part) => ({ name, part })),
    );
    this.#parts = ends.filter(
      ({ name, part }) =>
        /\d/.test(part) && /[a-z]/i.test(part) && ends.every((other) => other.name === name || other.part !== part),
    );
    this.#hide = redactor(Object.fromEntries([...this.#values, ...this.#derived]));
  }
}

/**
 * Whether a request can be sent with the available keys. A variant that does not change its key (one without letters, say)
 * cannot.
 */
export function sendable(request: RequestSpec, secrets: Secrets): boolean {
  if (request.wire === null) return false;
  const texts = [request.target, ...Object.values(request.headers).flat()];
  return texts.every((text) =>
    [...text.matchAll(PLACEHOLDER)].every(
      ([placeholder, name = '', variant]) =>
        secrets.has(name) && (variant === undefined || secrets.fill(placeholder) !== secrets.fill(`{{${name}}}`)),
    ),
  );
}

/** A value of the same length and alphabet that no server has issued. */
function alike(key: string): string {
  const kinds = ['0123456789', 'abcdef', 'ABCDEF', 'ghijklmnopqrstuvwxyz', 'GHIJKLMNOPQRSTUVWXYZ'];
  const alphabet = kinds.filter((kind) => [...kind].some((c) => key.includes(c))).join('');
  if (alphabet === '') return randomBytes(24).toString('hex');
  const bytes = randomBytes(key.length);
  return [...key]
    .map((c, i) => (kinds.some((k) => k.includes(c)) ? alphabet[(bytes[i] ?? 0) % alphabet.length] : c))
    .join('');
}
