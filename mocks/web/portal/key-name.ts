import { KeyError, type KeyRecord } from '../../keys/keys.ts';

/** A name in the form that is compared: without invisible characters, and with runs of blanks as one, as a page draws them. */
const folded = (name: string) =>
  name
    .normalize('NFC')
    .replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** Line breaks and other controls, and those that reverse the text around a name. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/**
 * Rejects a name that looks like another, or is invisible. The key store judges length and blankness.
 * @throws KeyError with what to do about it
 */
export function checkName(name: string, keys: readonly KeyRecord[]): void {
  if (CONTROLS.test(name)) {
    throw new KeyError('An API key name has no line breaks or other control characters; remove them.', 'name');
  }
  if (folded(name) === '' && name.trim() !== '') {
    throw new KeyError('Nothing of this API key name can be seen. Give it letters or digits.', 'name');
  }
  if (folded(name) !== '' && keys.some((key) => folded(key.name) === folded(name))) {
    throw new KeyError(`There is an API key named “${name.trim()}” already. Choose another name.`, 'name');
  }
}
