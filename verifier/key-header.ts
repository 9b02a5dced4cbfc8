/** The suites use this name for the key's header, whatever the contract calls it. The contract's name is sent and shown. */
export const KEY_HEADER = 'mitp-api-key';

/**
 * The name under which a header is sent.
 * @param name as in a request of the suites; another spelling of the key's header stays another spelling (AUTH-03)
 * @param keyHeader the key's header in the contract
 */
export function wireName(name: string, keyHeader: string): string {
  if (name === KEY_HEADER) return keyHeader;
  if (name.toLowerCase() !== KEY_HEADER || keyHeader.toLowerCase() === KEY_HEADER) return name;
  return keyHeader === keyHeader.toUpperCase() ? keyHeader.toLowerCase() : keyHeader.toUpperCase();
}
