import { hash, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 40;
const SHAPE = new RegExp(`^[A-Za-z0-9]{${LENGTH}}$`);
const SHOWN = 4;
const DOTS = '•'.repeat(12);

/** A new key value: 40 characters of a 62-letter alphabet from the system's generator, 238 bits (KEY-15). */
export function newKeyValue(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A key in the wrong place (AUTH-04) is named there, not shown. */
const KEY_PARAMETER = /((?:^|[?&])[^=&]*key[^=&]*=)[^&]+/gi;
const KEY_ALONE = new RegExp(`(?<![A-Za-z0-9])[A-Za-z0-9]{${LENGTH}}(?![A-Za-z0-9])`, 'g');

/** The address or query that a client sent, for people to read: without values of keys. */
export const hideKeys = (text: string): string => text.replace(KEY_PARAMETER, '$1[key]').replace(KEY_ALONE, '[key]');

/** Whether `value` has the length and alphabet of every key of the mock. */
export const isKeyValue = (value: string): boolean => SHAPE.test(value);

/** The mask of a value: a fixed number of dots and the last four characters (KEY-05). */
export const maskOf = (value: string): string => DOTS + value.slice(-SHOWN);

/** The SHA-256 of a value in hex: all that the mock keeps of it. A fast hash suffices for 238 random bits. */
export const hashOf = (value: string): string => hash('sha256', value, 'hex');
