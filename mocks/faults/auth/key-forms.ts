import { createHash } from 'node:crypto';
import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('auth');

/** Lets a value in for the active key where `takes` says so. */
const taking =
  (takes: (value: string, key: string) => boolean): Fault['hooks'] =>
  ({ demoKeys: { active } }) => ({
    authenticate: (original) => (request) => {
      const value = keyIn(request) ?? '';
      return (
        original(request) ?? (value !== '' && takes(value, active) ? original(withKey(request, active)) : undefined)
      );
    },
  });

const sameLength = (value: string, key: string) => value.length === key.length;
const like = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'i',
  );
const utf8 = (value: string) => Buffer.from(value, 'latin1').toString('utf8');

/** Faults of the class auth: values that a comparison takes for the key although they are not the key. */
export const authKeyForms: readonly Fault[] = [
  fault(
    'key-start-compared',
    'Compares the first sixteen characters of a key.',
    ['AUTH-02'],
    taking((value, key) => sameLength(value, key) && value.slice(0, 16) === key.slice(0, 16)),
  ),
  fault(
    'key-end-compared',
    'Compares the last eight characters of a key.',
    ['AUTH-02'],
    taking((value, key) => sameLength(value, key) && value.slice(-8) === key.slice(-8)),
  ),
  fault(
    'key-middle-ignored',
    'Compares both ends of a key and not what is between.',
    ['AUTH-02'],
    taking(
      (value, key) =>
        sameLength(value, key) && value.slice(0, 8) === key.slice(0, 8) && value.slice(-8) === key.slice(-8),
    ),
  ),
  fault(
    'key-quarter-ignored',
    'Skips a few characters of a key, off its middle, in a comparison.',
    ['AUTH-02'],
    taking(
      (value, key) => sameLength(value, key) && [...key].every((char, at) => (at > 8 && at < 14) || value[at] === char),
    ),
  ),
  fault(
    'key-prefix-32',
    'Takes the first 32 characters of a key for the key.',
    ['AUTH-02'],
    taking((value, key) => value === key.slice(0, 32)),
  ),
  fault(
    'key-any-word',
    'Takes any word before the key for a scheme.',
    ['AUTH-02'],
    taking((value, key) => value.split(/\s+/).at(-1) === key),
  ),
  fault(
    'key-first-word',
    'Reads a key up to the first blank.',
    ['AUTH-02'],
    taking((value, key) => value.split(/\s/)[0] === key),
  ),
  fault(
    'key-separators-trimmed',
    'Trims dots and slashes off the end of a key.',
    ['AUTH-02'],
    taking((value, key) => value.replace(/[./]+$/, '') === key),
  ),
  fault(
    'key-blanks-trimmed',
    'Trims every kind of blank that .NET knows off a key.',
    ['AUTH-02', 'AUTH-09'],
    taking((value, key) => utf8(value).trim() === key || value.trim() === key),
  ),
  fault(
    'key-percent-blank',
    'Decodes a key as a form field and trims it.',
    ['AUTH-02'],
    taking((value, key) => value.replaceAll('%20', ' ').trim() === key),
  ),
  fault(
    'key-like',
    'Looks a key up with LIKE, so that % and _ are wildcards.',
    ['AUTH-02'],
    taking((value, key) => /[%_]/.test(value) && like(value).test(key)),
  ),
  fault(
    'key-hash-accepted',
    'Takes the hash that it stores for the key itself.',
    ['AUTH-02'],
    taking((value, key) => value.toLowerCase() === createHash('sha256').update(key).digest('hex')),
  ),
  fault(
    'key-base64',
    'Takes the key in base64, too.',
    ['AUTH-02'],
    taking((value, key) => Buffer.from(value, 'base64').toString('utf8') === key),
  ),
  fault(
    'key-braces',
    'Reads a key as Guid.Parse does: braces and parentheses do not count.',
    ['AUTH-02'],
    taking((value, key) => value.replace(/^[{(]|[})]$/g, '') === key),
  ),
  fault(
    'key-hyphens',
    'Leaves hyphens out before it compares a key.',
    ['AUTH-02'],
    taking((value, key) => value.replaceAll('-', '') === key),
  ),
  fault(
    'key-unicode-folded',
    'Normalises a key to its compatible form: full-width letters are letters.',
    ['AUTH-02', 'AUTH-09'],
    taking((value, key) => utf8(value).normalize('NFKC') === key),
  ),
  fault(
    'key-zero-width',
    'Compares keys with the culture of the machine, which skips characters of no width.',
    ['AUTH-02', 'AUTH-09'],
    taking((value, key) => utf8(value).replace(/[\u00ad\u200b-\u200d\ufeff]/g, '') === key),
  ),
  fault(
    'key-accents-ignored',
    'Compares keys without accents, as a collation of the database does.',
    ['AUTH-02', 'AUTH-09'],
    taking((value, key) =>
      [value, utf8(value)].some((one) => one.normalize('NFD').replace(/\p{M}/gu, '') === key && one !== key),
    ),
  ),
  fault(
    'key-quoted',
    'Takes double quotes off a key, as a parser of headers does.',
    ['AUTH-02'],
    taking((value, key) => value === `"${key}"`),
  ),
  fault(
    'key-twice',
    'Looks for the key anywhere in the value.',
    ['AUTH-02'],
    taking((value, key) => value.includes(key)),
  ),
];
