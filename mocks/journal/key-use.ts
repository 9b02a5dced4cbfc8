import { isKeyValue } from '../keys/key-value.ts';
import type { Retirement } from '../keys/retired.ts';
import type { ApiRequest } from '../types.ts';
import { decoded } from '../../spec/decoded.ts';

/** The key of a request and its result. It names records, never values. */
export interface KeyUse {
  /**
   * `active`: it is good. `revoked`, `deleted`, `replaced` (its record was regenerated): it was good once. `misplaced`: it is
   * not in its header but in `place`. `malformed`: the header holds more than a key. `missing`, `unknown`: what they say.
   */
  readonly state: 'active' | Retirement | 'misplaced' | 'malformed' | 'missing' | 'unknown';
  /** The record that the value belongs, or belonged, to. */
  readonly name: string | null;
  readonly providerId: string | null;
  /** When it was revoked, deleted or replaced: milliseconds since 1970, by the mock's clock. */
  readonly since: number | null;
  /** Where the value was found: `header`, `query page_key`, `cookie`, `authorization`. */
  readonly place: string | null;
}

/** A record that a value belongs to, or belonged to. */
export interface Owner {
  readonly state: 'active' | Retirement;
  readonly name: string;
  readonly providerId: string;
  readonly since: number | null;
}

/** Whose value this is, or was. */
export type FindOwner = (value: string) => Owner | undefined;

const NOBODY = { name: null, providerId: null, since: null };
const TOKENS = /[A-Za-z0-9]{40,}/g;

/** The first value of a known key inside a text. */
const ownerIn = (text: string, find: FindOwner): Owner | undefined =>
  (text.match(TOKENS) ?? [])
    .filter(isKeyValue)
    .map(find)
    .find((owner) => owner !== undefined);

/** Places other than the header in which clients put keys, with what stands there. */
function elsewhere({ headers, query, path }: ApiRequest, keyHeader: string): [place: string, text: string][] {
  const others = Object.entries(headers).filter(([name]) => name !== keyHeader);
  return [
    ...others.map(([name, value]): [string, string] => [name === 'cookie' ? 'cookie' : `header ${name}`, value ?? '']),
    ...query.split('&').map((part): [string, string] => [`query ${part.split('=')[0] ?? ''}`, decoded(part)]),
    ['path', path],
  ];
}

/** Names that mean a key, whatever its value. */
const MEANT = /^(?:header (?:x-)?api-?key|header authorization|query [^=]*(?:api[-_]?key|mitp-api-key)[^=]*)$/i;

/**
 * Why a request was rejected for its key. The API does not reveal it (AUTH-06), but the mock shows it to developers.
 * @param find looks a value up among the valid and the former ones
 */
export function rejectedKey(request: ApiRequest, keyHeader: string, find: FindOwner): KeyUse {
  const value = request.headers[keyHeader] ?? '';
  if (value !== '') {
    const owner = find(value);
    if (owner) return { ...owner, place: 'header' };
    const inside = ownerIn(value, find);
    return inside
      ? { ...inside, state: 'malformed', place: 'header' }
      : { ...NOBODY, state: 'unknown', place: 'header' };
  }
  for (const [place, text] of elsewhere(request, keyHeader)) {
    const owner = ownerIn(text, find);
    if (owner) return { ...owner, state: 'misplaced', place };
    if (MEANT.test(place) && text !== '') return { ...NOBODY, state: 'misplaced', place };
  }
  return { ...NOBODY, state: 'missing', place: null };
}

const at = (ms: number | null) =>
  ms === null ? '' : ` at ${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A key's use as a sentence; null for a key that is good. */
export function explainKey({ state, name, since, place }: KeyUse, keyHeader: string): string | null {
  const record = name === null ? 'the key' : `the key "${name}"`;
  switch (state) {
    case 'active':
      return null;
    case 'missing':
      return `No key came: the header ${keyHeader} is missing or empty.`;
    case 'unknown':
      return `The value in ${keyHeader} never was a key of this mock. Its keys change at each start unless demo keys are set.`;
    case 'malformed':
      return `The header ${keyHeader} holds more than one key value: ${record} is in it, with a scheme word, quotes or another key.`;
    case 'misplaced':
      return `A key came as ${place ?? ''}; only the header ${keyHeader} counts.`;
    case 'replaced':
      return `This is the old value of ${record}, which got a new one${at(since)}.`;
    case 'revoked':
    case 'deleted':
      return `${record[0]?.toUpperCase() ?? ''}${record.slice(1)} was ${state}${at(since)}.`;
  }
}
