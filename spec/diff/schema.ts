import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from '../clauses.ts';
import type { PlainSchema } from '../openapi/combine.ts';
import type { Schema } from '../openapi/schema.ts';
import { beyondChanges } from './beyond.ts';
import { describe, evidenceChange, missingFrom, shown, type LocalChange } from './change.ts';

type Note = (breaking: boolean, message: string, clause?: ClauseId) => LocalChange;

/** Formats of numbers, the first of which has room for the second. */
const NARROWER = [
  ['int64', 'int32'],
  ['double', 'float'],
] as const;

/** Formats as promises of a response: losing one, or getting another, may break a client that parses by it. */
function typeChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const shape = ({ nullable: _, ...schema }: Schema) => describe(schema);
  const [was, is] = [shape(before), shape(after)];
  if (was === is) return [];
  const onlyAddsFormat = before.type === after.type && before.format === undefined && after.type !== 'array';
  const narrower =
    before.type === after.type && NARROWER.some(([wide, narrow]) => before.format === wide && after.format === narrow);
  return [note(!onlyAddsFormat && !narrower, `is ${is}, was ${was}`)];
}

function setChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const [was, is] = [before.enum, after.enum];
  if (!was && !is) return [];
  if (!was) return [note(false, `is now a closed set: ${shown(is ?? [])}`)];
  if (!is) return [note(true, `was a closed set, may now have any value`)];
  const added = missingFrom(was, is);
  const removed = missingFrom(is, was);
  return [
    ...(added.length > 0 ? [note(true, `may now be ${shown(added)}`)] : []),
    ...(removed.length > 0 ? [note(false, `is never ${shown(removed)} any more`)] : []),
  ];
}

/** Bounds of a response: wider ones allow values that a client did not have to expect. */
function boundChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const bounds = [
    ['minimum', -Infinity, -1],
    ['minLength', 0, -1],
    ['maximum', Infinity, 1],
    ['maxLength', Infinity, 1],
    ['maxItems', Infinity, 1],
    ['minItems', 0, -1],
  ] as const;
  return bounds.flatMap(([name, unbounded, outwards]) => {
    const [was, is] = [before[name], after[name]];
    if (was === is) return [];
    const wider = ((is ?? unbounded) - (was ?? unbounded)) * outwards > 0;
    return [note(wider, `${name} is ${is ?? 'not set'}, was ${was ?? 'not set'}`)];
  });
}

const show = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value));

/** Rules on values: one that is gone or another lets values through that a client did not have to expect. */
function ruleChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const rules = ['pattern', 'multipleOf', 'uniqueItems', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
  const changed = rules.filter((name) => before[name] !== after[name]);
  const open = (schema: Schema) => schema.additionalProperties !== false;
  const said = before.additionalProperties !== undefined && after.additionalProperties !== undefined;
  return [
    ...changed.map((name) =>
      note(before[name] !== undefined, `${name} is ${show(after[name])}, was ${show(before[name])}`),
    ),
    ...(said && before.properties && open(before) !== open(after)
      ? [note(false, open(after) ? 'may have other fields' : 'has no other fields')]
      : []),
    ...unreadChanges(before, after, note),
    ...beyondChanges(before, after, 'response', note, [...unreadOf(before), ...unreadOf(after)]),
    ...(isDeepStrictEqual(before.default, after.default)
      ? []
      : [note(false, `default is ${show(after.default)}, was ${show(before.default)}`)]),
    ...(isDeprecated(before) === isDeprecated(after)
      ? []
      : [note(false, isDeprecated(after) ? 'is deprecated' : 'is no longer deprecated')]),
  ];
}

const isDeprecated = (schema: Schema) => (schema as PlainSchema).deprecated === true;

const unreadOf = (schema: Schema) => (schema as PlainSchema).unread ?? [];

/** Keywords that have no counterpart: that they come or go. */
function unreadChanges(before: Schema, after: Schema, note: Note): LocalChange[] {
  const [was, is] = [unreadOf(before), unreadOf(after)];
  return [
    ...missingFrom(was, is).map((keyword) => note(true, `is now described by ${keyword}`)),
    ...missingFrom(is, was).map((keyword) => note(true, `is no longer described by ${keyword}`)),
  ];
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
 * Changes of one field of a response, without its nested fields.
 * @param subject its path, for the messages
 * @param clause the clause about such fields
 */
export function schemaChanges(subject: string, before: Schema, after: Schema, clause: ClauseId): LocalChange[] {
  const note: Note = (breaking, message, other = clause) => ({ clause: other, breaking, subject, message });
  const nullable = [before.nullable === true, after.nullable === true];
  return [
    ...typeChanges(before, after, note),
    ...(nullable[0] === nullable[1] ? [] : [note(nullable[1] === true, nullable[1] ? 'may be null' : 'is never null')]),
    ...setChanges(before, after, note),
    ...boundChanges(before, after, note),
    ...ruleChanges(before, after, note),
    ...markChanges(before, after, note),
    ...evidenceChange(clause, subject, before['x-evidence'], after['x-evidence']),
  ];
}
