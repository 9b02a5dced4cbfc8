import { choicesOf, sameMeaning, type Beyond, type Said } from '../openapi/beyond.ts';
import type { PlainSchema } from '../openapi/combine.ts';
import type { Schema } from '../openapi/schema.ts';

type Note<Change> = (breaking: boolean, message: string) => Change;

/** Where a schema is used: a new part may surprise the reader of a response, a missing one the sender of a request. */
export type Side = 'request' | 'response';

const of = (schema: Schema): Beyond => (schema as PlainSchema).beyond ?? {};
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).join(', ');

/** Choices that came or went; undefined where they are the same and only their contents changed. */
function choiceChanges<Change>(keyword: string, was: Said, is: Said, side: Side, note: Note<Change>): Change[] {
  const [before, after] = [choicesOf(was), choicesOf(is)];
  // A choice of one is read as that one.
  if (before.length < 2 && after.length < 2) return [];
  const lacks = (all: typeof before) => (one: (typeof before)[number]) =>
    !all.some((other) => sameMeaning(one.said, other.said));
  const [gone, come] = [before.filter(lacks(after)), after.filter(lacks(before))];
  const changed = come.filter(({ name }) => gone.some((one) => one.name === name));
  const apart = (all: typeof before) => all.filter(({ name }) => !changed.some((one) => one.name === name));
  return [
    ...(apart(come).length > 0 ? [note(side === 'response', `may now be ${names(apart(come))} (${keyword})`)] : []),
    ...(apart(gone).length > 0
      ? [note(side === 'request', `may no longer be ${names(apart(gone))} (${keyword})`)]
      : []),
    ...(changed.length > 0 ? [note(true, `${names(changed)} (${keyword}) is described otherwise`)] : []),
  ];
}

/** What never breaks a client, in which direction it may change. */
const HARMLESS = ['readOnly', 'writeOnly', 'discriminator', 'contentMediaType'];

/**
 * Changes of keywords that the contract does not use. Whether such a change narrows or widens is not computed: it may break a
 * client.
 * @param told keywords whose addition or removal is reported elsewhere
 */
export function beyondChanges<Change>(
  before: Schema,
  after: Schema,
  side: Side,
  note: Note<Change>,
  told: readonly string[] = [],
): Change[] {
  const [was, is] = [of(before), of(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((keyword) => {
    const [old, now] = [was[keyword], is[keyword]];
    if (old && now) {
      if (sameMeaning(old, now)) return [];
      if (keyword === 'oneOf' || keyword === 'anyOf') return choiceChanges(keyword, old, now, side, note);
      return [note(!HARMLESS.includes(keyword), `is described by another ${keyword}`)];
    }
    // Null in a choice, or a choice of one, is read by its meaning.
    if (told.includes(keyword) || keyword === 'oneOf' || keyword === 'anyOf') return [];
    const breaking = !HARMLESS.includes(keyword) && (side === 'response') === (old !== undefined);
    return [note(breaking, now ? `is now described by ${keyword}` : `is no longer described by ${keyword}`)];
  });
}
