import { isMap, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';
import { placeOf } from '../openapi/places.ts';
import type { ObservedMark } from '../openapi/schema.ts';
import { editedText } from '../yaml.ts';
import { OBSERVED_CLAUSES } from './knowledge.ts';
import type { Raise } from './learn.ts';
import { markName } from './nodes.ts';
import type { Step } from './steps.ts';

/**
 * The text of a contract with what was learned: comments, order and style stay as they were.
 * @param raises assumptions that are observations from now on
 * @param steps changes that the user picked
 */
export function applied(text: string, raises: readonly Raise[], steps: readonly Step[]): string {
  const document = parseDocument(text);
  for (const raise of raises) {
    if (raise.clause !== undefined) setMark(document, ['info'], OBSERVED_CLAUSES, raise.clause, raise.mark);
    else raised(document, placeOf(raise.place ?? ''), raise.keyword ?? '', raise.mark);
  }
  for (const step of steps) adopt(document, step);
  return editedText(document);
}

function raised(document: Document, place: readonly string[], keyword: string, mark: ObservedMark): void {
  const name = markName(keyword);
  if (name === 'field') document.setIn([...place, 'x-evidence'], 'observed');
  else document.setIn([...place, 'x-keyword-evidence', name], 'observed');
  setMark(document, place, 'x-observed', name, mark);
}

function adopt(document: Document, { kind, pointer, keyword, value, contradicts, mark }: Step): void {
  const place = placeOf(pointer);
  const was = contradicts === undefined ? {} : { was: wasOf(document, place, keyword) };
  switch (kind) {
    case 'new field': {
      document.setIn(place, document.createNode({ ...(value as object) }));
      setMark(document, place, 'x-observed', 'field', mark);
      return;
    }
    case 'new value': {
      document.addIn([...place, keyword], value);
      setMark(document, place, 'x-observed', 'values', mark);
      return;
    }
    case 'null': {
      document.setIn([...place, 'nullable'], true);
      const set = document.getIn([...place, 'enum']);
      // OpenAPI 3.0.3: null has to stand in the set itself.
      if (isSeq(set) && !set.toJSON().includes(null)) document.addIn([...place, 'enum'], null);
      sure(document, place, 'nulls');
      setMark(document, place, 'x-observed', 'nulls', { ...mark, was: 'never null' });
      return;
    }
    case 'format':
    case 'wider': {
      if (value === undefined) {
        document.deleteIn([...place, keyword]);
        document.deleteIn([...place, 'x-keyword-evidence', keyword]);
      } else {
        document.setIn([...place, keyword], value);
        sure(document, place, keyword);
      }
      setMark(document, place, 'x-observed', keyword, { ...mark, ...was });
    }
  }
}

const wasOf = (document: Document, place: readonly string[], keyword: string): unknown =>
  (document.getIn(place) as YAMLMap | undefined)?.get(keyword) ?? null;

/** The evidence becomes `observed`, where the keyword has evidence of its own. */
function sure(document: Document, place: readonly string[], keyword: string): void {
  if (document.getIn([...place, 'x-keyword-evidence', keyword]) !== undefined)
    document.setIn([...place, 'x-keyword-evidence', keyword], 'observed');
}

/** Puts a mark beside its subject; its map gets a line for each entry if one line becomes too long. */
function setMark(document: Document, place: readonly string[], name: string, key: string, mark: ObservedMark): void {
  const holder = document.getIn(place);
  if (!isMap(holder)) return;
  holder.flow = false;
  const marks = holder.get(name);
  const before = isMap(marks) ? (marks.get(key) as YAMLMap | undefined) : undefined;
  const known = before && isMap(before) ? (before.toJSON() as ObservedMark) : undefined;
  const node = document.createNode(known ? joined(known, mark) : mark, { flow: true });
  if (isMap(marks)) marks.set(key, node);
  else {
    const fresh = document.createNode({}) as YAMLMap;
    fresh.flow = false;
    fresh.set(key, node);
    holder.set(name, fresh);
  }
}

/** Two sightings of the same: from the first day to the last. */
function joined(known: ObservedMark, mark: ObservedMark): ObservedMark {
  const later = known.until < mark.until ? mark : known;
  const nights = mark.since > known.until ? known.nights + mark.nights : Math.max(known.nights, mark.nights);
  return { ...later, since: known.since < mark.since ? known.since : mark.since, nights };
}
