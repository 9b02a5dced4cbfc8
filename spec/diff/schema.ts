import type { ClauseId } from '../clauses.ts';
import type { Schema } from '../openapi/schema.ts';
import { describe, evidenceChange, missingFrom, type LocalChange } from './change.ts';

type Note = (breaking: boolean, message: string, clause?: ClauseId) => LocalChange;

/** Formats compared as promises of an answer: losing one, or getting another, may break who parses by it. */
function typeChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const shape = ({ nullable: _, ...schema }: Schema) => describe(schema);
  const [was, is] = [shape(before), shape(after)];
  if (was === is) return [];
  const onlyAddsFormat = before.type === after.type && before.format === undefined && after.type !== 'array';
  return [note(!onlyAddsFormat, `is ${is}, was ${was}`)];
}

function setChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const [was, is] = [before.enum, after.enum];
  if (!was && !is) return [];
  if (!was) return [note(false, `is now a closed set: ${is?.map(String).join(', ')}`)];
  if (!is) return [note(true, `was a closed set, may now have any value`)];
  const added = missingFrom(was, is);
  const removed = missingFrom(is, was);
  return [
    ...(added.length > 0 ? [note(true, `may now be ${added.map(String).join(', ')}`)] : []),
    ...(removed.length > 0 ? [note(false, `is never ${removed.map(String).join(', ')} any more`)] : []),
  ];
}

/** Bounds of an answer: wider ones let values through that a client did not have to expect. */
function boundChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const bounds = [
    ['minimum', -Infinity, -1],
    ['minLength', 0, -1],
    ['maximum', Infinity, 1],
    ['maxLength', Infinity, 1],
    ['maxItems', Infinity, 1],
  ] as const;
  return bounds.flatMap(([name, unbounded, outwards]) => {
    const [was, is] = [before[name], after[name]];
    if (was === is) return [];
    const wider = ((is ?? unbounded) - (was ?? unbounded)) * outwards > 0;
    return [note(wider, `${name} is ${is ?? 'not set'}, was ${was ?? 'not set'}`)];
  });
}

function markChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const changes: LocalChange[] = [];
  const known = [before['x-known-values'] ?? [], after['x-known-values'] ?? []] as const;
  const added = missingFrom(known[0], known[1]);
  if (added.length > 0) changes.push(note(false, `is also known as ${added.join(', ')}`, 'CON-06'));
  const points = (schema: Schema) => {
    const mark = schema['x-references'];
    return mark && `${mark.operation} ${mark.member}`;
  };
  const [was, is] = [points(before), points(after)];
  if (was !== is) changes.push(note(false, `points at ${is ?? 'nothing'}, pointed at ${was ?? 'nothing'}`, 'REL-02'));
  return changes;
}

/**
 * What changed in one member of an answer, leaving its own members aside.
 *
 * @param subject its path, for the messages
 * @param clause the clause that speaks of such members
 */
export function schemaChanges(subject: string, before: Schema, after: Schema, clause: ClauseId): LocalChange[] {
  const note: Note = (breaking, message, other = clause) => ({ clause: other, breaking, subject, message });
  const nullable = [before.nullable === true, after.nullable === true];
  return [
    ...typeChanges(before, after, note),
    ...(nullable[0] === nullable[1] ? [] : [note(nullable[1] === true, nullable[1] ? 'may be null' : 'is never null')]),
    ...setChanges(before, after, note),
    ...boundChanges(before, after, note),
    ...markChanges(before, after, note),
    ...evidenceChange(clause, subject, before['x-evidence'], after['x-evidence']),
  ];
}
