/** Requests of the suites name the key's header so, whatever the contract calls it: its own name goes out and is shown. */
export const KEY_HEADER = 'mitp-api-key';

/**
 * The name under which a header goes out.
 * @param name as a request of the suites has it; other spellings of the key's header are spelt otherwise, too (AUTH-03)
 * @param keyHeader the key's header in the contract
 */
export function wireName(name: string, keyHeader: string): string {
  if (name === KEY_HEADER) return keyHeader;
  if (name.toLowerCase() !== KEY_HEADER || keyHeader.toLowerCase() === KEY_HEADER) return name;
  return keyHeader === keyHeader.toUpperCase() ? keyHeader.toLowerCase() : keyHeader.toUpperCase();
}
