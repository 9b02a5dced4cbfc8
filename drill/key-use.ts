import { redactor } from '../spec/redact.ts';
import type { KeyUse } from './rules/requests.ts';

export interface Keys {
  readonly active: string;
  readonly revoked: string;
}

/** The parts of a request in which a key may be. */
export interface Parts {
  readonly url: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/**
 * Where a request carries the key. Searches for its value: as it is, URL-encoded, and inside base64.
 * @param keyHeader the header that the contract names for it, in any letter case
 */
export function keyUseOf({ url, rawHeaders, body }: Parts, keyHeader: string, keys: Keys): KeyUse {
  const hide = redactor({ key: keys.active });
  const holds = (text: string) => hide(text) !== text;
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [{ name: name.toLowerCase(), value: rawHeaders[at + 1] ?? '' }] : [],
  );
  const own = headers.filter(({ name }) => name === keyHeader.toLowerCase());
  const header =
    own.length === 0 ? 'none' : own.length === 1 && own[0]?.value.trim() === keys.active ? 'valid' : 'rejected';
  const others = headers.filter(({ name, value }) => name !== keyHeader.toLowerCase() && holds(value));
  const wrapped = own.some(({ value }) => value.trim() !== keys.active && holds(value));
  return {
    header,
    elsewhere: [
      ...(holds(url) ? ['the URL'] : []),
      ...new Set(others.map(({ name }) => (name === 'cookie' ? 'a cookie' : `the header ${name}`))),
      ...(wrapped ? [`the header ${keyHeader} with something around it`] : []),
      ...(holds(body) ? ['the body'] : []),
    ],
  };
}
