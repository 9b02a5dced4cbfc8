import { KeyError, type KeyRecord } from '../keys.ts';

const folded = (name: string) => name.trim().normalize('NFC').toLowerCase();

/**
 * Refuses a name that people could not tell from another, or not see. Length and blankness are the key store's to judge.
 *
 * @throws KeyError with what to do about it
 */
export function checkName(name: string, keys: readonly KeyRecord[]): void {
  if (/\p{Cc}/u.test(name)) {
    throw new KeyError('An API key name has no line breaks or other control characters; remove them.', 'name');
  }
  if (folded(name) !== '' && keys.some((key) => folded(key.name) === folded(name))) {
    throw new KeyError(`There is an API key named “${name.trim()}” already. Choose another name.`, 'name');
  }
}
