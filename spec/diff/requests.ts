import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from '../clauses.ts';
import type { Field, Parameter } from '../openapi/operations.ts';
import type { PlainSchema } from '../openapi/combine.ts';
import type { Schema } from '../openapi/schema.ts';
import { beyondChanges } from './beyond.ts';
import { fields as fieldsOf } from './fields.ts';
import type { DescribedOperation } from './described.ts';
import { type LocalChange, describe, evidenceChange, missingFrom, shown } from './change.ts';

const PARAMETER_CLAUSES: Readonly<Record<string, ClauseId>> = {
  page: 'PAG-02',
  pageSize: 'PAG-07',
  queryFilters: 'FIL-01',
  sortingRules: 'SRT-01',
};

const word = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value));

/** Values of a request that were good and may be rejected now. */
export function narrowed(
  was: Schema,
  is: Schema,
  note: (breaking: boolean, message: string) => LocalChange,
): LocalChange[] {
  const bound = (name: keyof Schema, inwards: 1 | -1) => {
    const [before, now] = [was[name], is[name]];
    if (before === now) return [];
    const limit = inwards === 1 ? -Infinity : Infinity;
    const number = (value: unknown) => (typeof value === 'number' ? value : limit);
    return [note((number(now) - number(before)) * inwards > 0, `${name} is ${word(now)}, was ${word(before)}`)];
  };
  const rule = (name: keyof Schema) =>
    was[name] === is[name]
      ? []
      : [note(is[name] !== undefined, `${name} is ${word(is[name])}, was ${word(was[name])}`)];
  const unread = [was, is].map((schema) => (schema as PlainSchema).unread ?? []);
  const [gone, come] = [missingFrom(unread[1]!, unread[0]!), missingFrom(unread[0]!, unread[1]!)];
  const values = (schema: Schema) => (schema.enum ?? []).filter((value) => value !== null);
  const removed = was.enum ? missingFrom(values(is), values(was)) : [];
  const added = is.enum ? missingFrom(values(was), values(is)) : [];
  return [
    ...(isDeepStrictEqual(was.default, is.default)
      ? []
      : [note(true, `default is ${word(is.default)}, was ${word(was.default)}`)]),
    ...(['minimum', 'minLength', 'minItems'] as const).flatMap((name) => bound(name, 1)),
    ...(['maximum', 'maxLength', 'maxItems'] as const).flatMap((name) => bound(name, -1)),
    ...(['pattern', 'multipleOf', 'uniqueItems', 'exclusiveMinimum', 'exclusiveMaximum'] as const).flatMap(rule),
    ...come.map((keyword) => note(true, `is now described by ${keyword}`)),
    ...gone.map((keyword) => note(true, `is no longer described by ${keyword}`)),
    ...beyondChanges(was, is, 'request', note, unread.flat()),
    ...(!was.enum && is.enum ? [note(true, `has to be one of ${shown(values(is))}`)] : []),
    ...(was.enum && !is.enum ? [note(false, 'may be any value')] : []),
    ...(was.enum && is.enum && removed.length > 0 ? [note(true, `may not be ${shown(removed)} any more`)] : []),
    ...(was.enum && is.enum && added.length > 0 ? [note(false, `may be ${shown(added)}`)] : []),
  ];
}

type Note = (breaking: boolean, message: string) => LocalChange;

/** Changes of a request: a parameter or a body, and its fields. */
export function carriedChanges(was: Schema, is: Schema, noteAt: (path: string) => Note): LocalChange[] {
  const [olds, news] = [fieldsOf(was), fieldsOf(is)];
  const at = (all: typeof olds, path: string) => all.find((field) => field.path === path);
  const changed = (path: string, before: Schema, after: Schema) => {
    const note = noteAt(path);
    const [old, now] = [describe(before), describe(after)];
    return [...(old === now ? [] : [note(true, `is ${now}, was ${old}`)]), ...narrowed(before, after, note)];
  };
  return [
    ...changed('', was, is),
    ...olds.flatMap(({ path, schema, required }) => {
      const now = at(news, path);
      if (!now) return [noteAt(path)(false, 'is no longer read')];
      const demanded = !required && now.required ? [noteAt(path)(true, 'is now required')] : [];
      return [...demanded, ...changed(path, schema, now.schema)];
    }),
    ...news
      .filter(({ path }) => !at(olds, path))
      .map(({ path, required }) => noteAt(path)(required, required ? 'is new and required' : 'is new')),
  ];
}

/** How the values of a parameter are written into the request. */
function form(parameter: Parameter): string {
  const { style, explode, content } = parameter as Parameter & { readonly content?: true };
  if (content) return 'JSON (content)';
  const usual = parameter.in === 'query' ? 'form' : 'simple';
  const apart = explode ?? (style ?? usual) === 'form';
  const shaped = parameter.schema?.type === 'array' || parameter.schema?.type === 'object';
  return `${style ?? usual}${shaped ? `, ${apart ? 'exploded' : 'not exploded'}` : ''}`;
}

/** What requests may leave out or leave as it is. */
function allowances(before: Parameter, after: Parameter, note: Note): LocalChange[] {
  const words = { allowEmptyValue: 'be empty', allowReserved: 'hold reserved characters as they are' } as const;
  return (['allowEmptyValue', 'allowReserved'] as const).flatMap((name) => {
    if (before[name] === after[name]) return [];
    return [note(before[name] === true, `may ${before[name] ? 'no longer' : 'now'} ${words[name]}`)];
  });
}

function parameterChanged(before: Parameter, after: Parameter, clause: ClauseId): LocalChange[] {
  const subject = `parameter ${after.name}`;
  const noteAt =
    (path: string): Note =>
    (breaking, message) => ({ clause, breaking, subject: path === '' ? subject : `${subject} ${path}`, message });
  const note = noteAt('');
  return [
    ...carriedChanges(before.schema ?? {}, after.schema ?? {}, noteAt),
    ...(form(before) === form(after) ? [] : [note(true, `is written as ${form(after)}, was ${form(before)}`)]),
    ...allowances(before, after, note),
    ...(!before.required && after.required ? [note(true, 'is now required')] : []),
    ...(before.required && !after.required ? [note(false, 'is no longer required')] : []),
    ...(!before.deprecated && after.deprecated ? [note(false, 'is deprecated')] : []),
    ...evidenceChange(clause, subject, before['x-evidence'], after['x-evidence']),
  ];
}

/** The parameters of a path, in its order; those that it does not name come last. */
function inPath({ path, parameters }: DescribedOperation): Parameter[] {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const place = ({ name }: Parameter) => (names.includes(name) ? names.indexOf(name) : names.length);
  return parameters.filter((parameter) => parameter.in === 'path').sort((one, other) => place(one) - place(other));
}

/** What changed in the parameters that a request may carry. Path parameters are matched by position, not by name. */
export function parameterChanges(before: DescribedOperation, after: DescribedOperation): LocalChange[] {
  const query = (operation: DescribedOperation) => operation.parameters.filter((parameter) => parameter.in !== 'path');
  const [olds, news] = [query(before), query(after)];
  const places = inPath(after);
  const same = (one: Parameter) => (other: Parameter) => other.name === one.name && other.in === one.in;
  const clauseOf = ({ name }: Parameter) => PARAMETER_CLAUSES[name] ?? 'CON-13';
  return [
    ...inPath(before).flatMap((old, at) => {
      const now = places[at];
      return old && now ? parameterChanged(old, now, 'CON-01').filter(({ evidence }) => !evidence) : [];
    }),
    ...olds.flatMap((old): LocalChange[] => {
      const now = news.find(same(old));
      if (now) return parameterChanged(old, now, clauseOf(old));
      return [{ clause: clauseOf(old), breaking: true, subject: `parameter ${old.name}`, message: 'is gone' }];
    }),
    ...news
      .filter((now) => !olds.some(same(now)))
      .map((now) => ({
        clause: clauseOf(now),
        breaking: now.required === true,
        subject: `parameter ${now.name}`,
        message: now.required ? 'is new and required' : 'is new',
      })),
  ];
}

/** What changed in the fields that can be filtered and sorted by. */
export function fieldChanges(before: readonly Field[], after: readonly Field[]): LocalChange[] {
  const note = (breaking: boolean, name: string, message: string): LocalChange => ({
    clause: 'FIL-01',
    breaking,
    subject: `field ${name}`,
    message,
  });
  return [
    ...before.flatMap((old) => {
      const now = after.find(({ name }) => name === old.name);
      if (!now) return [note(old.evidence !== 'assumed', old.name, 'can no longer be filtered and sorted by')];
      return [
        ...(now.member === old.member ? [] : [note(false, old.name, `stands for ${now.member}, was ${old.member}`)]),
        ...evidenceChange('FIL-01', `field ${old.name}`, old.evidence, now.evidence),
      ];
    }),
    ...after
      .filter(({ name }) => !before.some((old) => old.name === name))
      .map(({ name, evidence }) => note(false, name, `can be filtered and sorted by (${evidence})`)),
  ];
}
