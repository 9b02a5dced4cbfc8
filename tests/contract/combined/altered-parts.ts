import type { CheckContext } from '../../../verifier/check-context.ts';
import { chooseFitting, turned } from '../../../verifier/choose.ts';
import { valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { conditionFor, fold } from '../../../verifier/model/values.ts';
import { promised, valuesOf } from '../checks/conditions.ts';
import type { Part } from './part.ts';

/** Characters at which something between client and database may cut or split a condition. */
const SEPARATORS = [';', '|', '#', ',', '&', '?', '=', '/', ':'];
/** What something between client and database may take out of a condition; a firewall rejects a tag of HTML, so none is tried. */
const REMOVED = ['"', '\\', '{', '(', '%'];
/** The separators that each list tries, as places after its own: the first with `equal`, the others with `contains`. */
const ASIDE = [0, 3, 6];

/**
 * Texts of the list that were altered so that no row has them: more behind a separator, or an odd character within a word. A server
 * that cuts the condition there, or takes the character out, finds the text. Each list tries other characters, so that a run tries
 * nearly all of them.
 */
export function alteredParts(context: CheckContext, list: KnownList): Part[] {
  const { operations } = context.contract;
  const place = context.seed + operations.findIndex(({ id }) => id === list.operation.id);
  const separators = ASIDE.map((by) => turned(SEPARATORS, place + by)[0] ?? '');
  const removed = turned(REMOVED, place)[0] ?? '';
  const parts = [
    ...separators.map((separator, i) =>
      alteredPart(context, list, i === 0 ? 'equal' : 'contains', (text) => `${text}${separator}x`),
    ),
    alteredPart(context, list, place % 2 === 0 ? 'equal' : 'contains', (text) => within(text, removed)),
  ];
  return parts.flatMap((part) => part ?? []);
}

/** A condition made from a text of the list; undefined where none can be altered, or a row meets it as it is. */
function alteredPart(
  context: CheckContext,
  list: KnownList,
  predicate: 'equal' | 'contains',
  alter: (text: string) => string | null,
): Part | undefined {
  const meets = (shown: unknown, condition: string) => {
    const text = conditionFor(shown);
    if (text === null) return false;
    return predicate === 'equal' ? fold(text) === fold(condition) : fold(text).includes(fold(condition));
  };
  const all = promised(list)
    .filter(({ type }) => type === 'string')
    .flatMap((field) => valuesOf(field, list).map((text) => ({ field, text, condition: alter(text) })));
  const isNew = ({ field, condition }: (typeof all)[number]) =>
    condition !== null && !list.rows.some((row) => meets(valueAt(row, field.member), condition));
  const one = chooseFitting(all, isNew, context.seed, list.operation.id, alter('altered') ?? '');
  if (!one?.condition) return undefined;
  const { field, text, condition } = one;
  return {
    ...{ kind: 'odd', field, rule: { field: field.name, predicate, condition } },
    shows: (row) => meets(valueAt(row, field.member), text),
  };
}

/** The text with something in the midst of its first long word; null where it has none. */
function within(text: string, more: string): string | null {
  const at = text.search(/[A-Za-z]{4}/);
  return at < 0 ? null : `${text.slice(0, at + 2)}${more}${text.slice(at + 2)}`;
}
