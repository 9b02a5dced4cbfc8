import type { ClauseId } from '../clauses.ts';
import type { Field, Operation, Parameter } from '../openapi/operations.ts';
import type { LocalChange } from './change.ts';
import { describe, evidenceChange } from './change.ts';

const PARAMETER_CLAUSES: Readonly<Record<string, ClauseId>> = {
  page: 'PAG-02',
  pageSize: 'PAG-07',
  queryFilters: 'FIL-01',
  sortingRules: 'SRT-01',
};

const word = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value));

function parameterChanged(before: Parameter, after: Parameter, clause: ClauseId): LocalChange[] {
  const subject = `parameter ${after.name}`;
  const note = (breaking: boolean, message: string) => ({ clause, breaking, subject, message });
  const [was, is] = [before.schema ?? {}, after.schema ?? {}];
  const bounds = (['minimum', 'maximum', 'default'] as const).flatMap((name) => {
    if (was[name] === is[name]) return [];
    // A request that was good may be rejected by narrower bounds; another default answers it otherwise.
    const narrower =
      name === 'default' ||
      (name === 'minimum' ? Number(is.minimum ?? -Infinity) > Number(was.minimum ?? -Infinity) : false) ||
      (name === 'maximum' ? Number(is.maximum ?? Infinity) < Number(was.maximum ?? Infinity) : false);
    return [note(narrower, `${name} is ${word(is[name])}, was ${word(was[name])}`)];
  });
  return [
    ...(describe(was) === describe(is) ? [] : [note(true, `is ${describe(is)}, was ${describe(was)}`)]),
    ...(!before.required && after.required ? [note(true, 'is now required')] : []),
    ...(before.required && !after.required ? [note(false, 'is no longer required')] : []),
    ...bounds,
    ...evidenceChange(clause, subject, before['x-evidence'], after['x-evidence']),
  ];
}

/** What changed in the parameters that a request may carry. Path parameters are matched by position, not by name. */
export function parameterChanges(before: Operation, after: Operation): LocalChange[] {
  const query = (operation: Operation) => operation.parameters.filter((parameter) => parameter.in !== 'path');
  const [olds, news] = [query(before), query(after)];
  const same = (one: Parameter) => (other: Parameter) => other.name === one.name && other.in === one.in;
  const clauseOf = ({ name }: Parameter) => PARAMETER_CLAUSES[name] ?? 'CON-13';
  return [
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
