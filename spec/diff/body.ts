import type { Schema } from '../openapi/schema.ts';
import { members } from '../openapi/schema.ts';
import { describe, type LocalChange } from './change.ts';
import type { DescribedOperation } from './described.ts';
import { narrowed } from './requests.ts';

type Body = DescribedOperation['body'];

/** What changed in the body that a request carries: what a client sends today may be rejected tomorrow. */
export function bodyChanges(before: Body, after: Body): LocalChange[] {
  const note =
    (subject: string) =>
    (breaking: boolean, message: string): LocalChange => ({
      clause: 'CON-13',
      breaking,
      subject: subject === '' ? 'request body' : `request body ${subject}`,
      message,
    });
  const body = note('');
  if (!before && !after) return [];
  if (!before || !after) return [before ? body(true, 'is gone') : body(after?.required === true, 'is new')];
  const [olds, news] = [members(before.schema), members(after.schema)];
  const at = (all: typeof olds, path: string) => all.find((member) => member.path === path);
  const changed = (path: string, was: Schema, is: Schema) => [
    ...(describe(was) === describe(is) ? [] : [note(path)(true, `is ${describe(is)}, was ${describe(was)}`)]),
    ...narrowed(was, is, note(path)),
  ];
  return [
    ...(!before.required && after.required ? [body(true, 'is now required')] : []),
    ...(before.required && !after.required ? [body(false, 'is no longer required')] : []),
    ...changed('', before.schema, after.schema),
    ...olds.flatMap(({ path, schema, required }) => {
      const now = at(news, path);
      if (!now) return [note(path)(false, 'is no longer read')];
      const demanded = !required && now.required ? [note(path)(true, 'is now required')] : [];
      return [...demanded, ...changed(path, schema, now.schema)];
    }),
    ...news
      .filter(({ path }) => !at(olds, path))
      .map(({ path, required }) => note(path)(required, required ? 'is new and required' : 'is new')),
  ];
}
