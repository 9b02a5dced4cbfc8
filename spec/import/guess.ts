import type { ReferenceMark } from '../openapi/schema.ts';

/** The lists of the contract: path below the base to operationId. */
export type KnownLists = ReadonlyMap<string, string>;

const plural = (word: string) => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);

/** The list whose path ends in the plural of `word`. */
function listOf(word: string, lists: KnownLists): string | undefined {
  const end = `/${plural(word)}`.toLowerCase();
  return [...lists].find(([path]) => path.toLowerCase() === end)?.[1];
}

/**
 * The list that an id of unknown origin most likely points at, by its name: `clientId` and `client.id` at /clients; a path
 * parameter by the list whose path comes before it.
 * @param path the field's path in the row, or the parameter's name
 * @param under the operation's path, for a path parameter
 */
export function guessReference(path: string, under: string | undefined, lists: KnownLists): ReferenceMark | undefined {
  const before = under === undefined ? undefined : lists.get(under.slice(0, under.indexOf(`/{${path}}`)));
  const word = /^(?:.*\.)?([A-Za-z]+?)(?:\.id|Id)$/.exec(path)?.[1];
  const operation = before ?? (word === undefined ? undefined : listOf(word, lists));
  return operation === undefined ? undefined : { operation, member: 'id' };
}

/** An operationId for an operation that has none: `/clients/{clientId}/contacts` gives listClientsContacts. */
export function guessOperationId(path: string, taken: readonly string[]): string {
  const words = path
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('{'))
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = `list${words.join('')}`;
  let unique = name;
  for (let number = 2; taken.includes(unique); number += 1) unique = `${name}${number}`;
  return unique;
}
