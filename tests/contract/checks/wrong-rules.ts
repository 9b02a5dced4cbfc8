import type { Field } from '../../../spec/contract.ts';
import type { Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, type KnownList } from '../../../verifier/model/known-lists.ts';

/** What every client leaves out or sends empty at some time, with what is wrong with it. */
export function usualStructures(rule: Readonly<Record<string, unknown>>): [what: string, text: string][] {
  const [first = '', ...others] = Object.keys(rule).filter((name) => name !== 'operator');
  const values: [string, unknown][] = [
    ...others.map((name): [string, unknown] => [`no ${name}`, without(rule, name)]),
    ['null in place of a rule', [null]],
    [`no ${first}`, without(rule, first)],
  ];
  return values.map(([what, value]) => [what, JSON.stringify(value)]);
}

const without = (rule: Readonly<Record<string, unknown>>, name: string) =>
  Object.fromEntries(Object.entries(rule).filter(([key]) => key !== name));

/** Other well-formed JSON that is no rule, or not quite one, with what is wrong with it. */
export function wrongStructures(rule: Readonly<Record<string, unknown>>): [what: string, text: string][] {
  const [first = '', second = ''] = Object.keys(rule);
  const values: [string, unknown][] = [
    ['null in place of rules', null],
    ['no rules at all', []],
    ['an empty rule', {}],
    ['a rule and null', [rule, null]],
    ['rules in two arrays', [[rule]]],
    ['a text in place of rules', 'id'],
    ['a number in place of rules', 7],
    ['true in place of rules', true],
    [`a ${first} of null`, { ...rule, [first]: null }],
    [`a ${first} that is a number`, { ...rule, [first]: 7 }],
    [`a ${first} that is an object`, { ...rule, [first]: { name: 'id' } }],
    [`a ${second} of null`, { ...rule, [second]: null }],
    [`a ${second} that is a number`, { ...rule, [second]: 0 }],
    [`a ${second} that is a list`, { ...rule, [second]: ['equal', 'asc'] }],
    ['a member that nobody knows', { ...rule, noSuchField: { a: [1] } }],
  ];
  const texts = values.map(([what, value]): [string, string] => [what, JSON.stringify(value)]);
  const twice = JSON.stringify(rule).replace('{', `{${JSON.stringify(first)}:"noSuchField",`);
  return [...texts, [`${first} twice`, twice], ['rules nested deeply', `${'['.repeat(200)}${']'.repeat(200)}`]];
}

/** Texts that are nearly JSON, as lenient readers accept them, with what is wrong with them. */
export function nearlyJson(rule: Readonly<Record<string, unknown>>): [what: string, text: string][] {
  const text = JSON.stringify(rule);
  return [
    ['single quotes', text.replaceAll("'", '').replaceAll('"', "'")],
    ['a comma at the end', text.replace(/}$/, ',}')],
    ['a name without quotes', text.replace(/"field"/, 'field')],
    ['a comment', `${text}/* a comment */`],
    ['two rules without a comma', `[${text}${text}]`],
    ['a bracket too many', `${text}]`],
  ];
}

/** Names of no field that a language or a library knows, for filters; that a database may run, for sorting rules. */
const KNOWN_ELSEWHERE = {
  filter: ['constructor', '__proto__', 'class.name', 'toString'],
  sort: ['id desc', '1', 'constructor', '*', 'id"'],
} as const;

/** One of those names; another one for each list, and each night. */
export function knownElsewhere(rule: keyof typeof KNOWN_ELSEWHERE, nth: number, seed: number): string {
  const names = KNOWN_ELSEWHERE[rule];
  return names[(nth + seed) % names.length] ?? names[0];
}

/** What the contract does not call a predicate or a direction: a name of nobody, and what other libraries call them. */
const UNKNOWN = {
  predicate: ['resembles', 'eq', '=', 'like', 'startsWith', 'in', 'equals'],
  direction: ['upwards', 'descending', '-1', 'ascending', '1'],
} as const;

/** One of those: on the first list the one of nobody, on the others another one for each list, and each night. */
export function unknownIn(part: keyof typeof UNKNOWN, nth: number, seed: number): string {
  const [nobodys, ...others] = UNKNOWN[part];
  return nth === 0 ? nobodys : (others[(nth + seed) % others.length] ?? nobodys);
}

/** A text that cannot be a rule is rejected or, where a server reads it as no rule, served: never a 5xx. */
export const neverBroken =
  (what: string) =>
  ({ response: { status } }: CompletedExchange): Outcome =>
    status < 500 ? undefined : { want: `400 for ${what}, or a correct result`, got: String(status) };

/** A filter that lacks a part is rejected, or read in some way that takes less than the whole list: it is not ignored. */
export const neverIgnored =
  (what: string, { totalCount }: KnownList) =>
  ({ response }: CompletedExchange): Outcome => {
    const want = `400 for ${what}, or a correct result`;
    if (response.status >= 500) return { want, got: String(response.status) };
    const isWhole = totalCount > 1 && envelope(response)?.totalCount === totalCount;
    return isWhole ? { want, got: `all ${totalCount} rows: the filter was ignored` } : undefined;
  };

/** A condition of the wrong type for a field, in JSON. */
export interface WrongCondition {
  readonly what: string;
  readonly condition: unknown;
  /** Whether no row can meet it: a served result must then be empty. */
  readonly meetsNone: boolean;
  readonly isBoolean?: boolean;
}

const WORDS: Readonly<Partial<Record<Field['type'], readonly string[]>>> = {
  integer: ['abc', '99999999999999999999', '1.5.2'],
  number: ['abc', '1e999', 'NaN'],
  date: ['yesterday', '2024-13-45T99:00:00', '0000-00-00T00:00:00'],
  uuid: ['abc', '0e6a3f52-8f0c-4c3e-9a57', '{}'],
  boolean: ['maybe', '2'],
};

/** Conditions that are no value of the field, and JSON values that are no text. */
export function wrongConditions({ name, type }: Field): WrongCondition[] {
  const words = (WORDS[type] ?? []).map((condition) => ({
    what: `${JSON.stringify(condition)} for ${name}, a ${type}`,
    ...{ condition, meetsNone: true, isBoolean: type === 'boolean' },
  }));
  const kinds: [string, unknown][] = [
    ['a number', 12],
    ['null', null],
    ['an object', {}],
    ['a list', ['a']],
    ['true', true],
    ['an empty text', ''],
    ['a blank text', '  '],
    ['half a character', '\ud800'],
  ];
  const values = kinds.map(([what, condition]) => ({
    what: `${what} as the condition for ${name}`,
    ...{ condition, meetsNone: false },
  }));
  return [...words, ...values];
}

/** Rejected, or served by its literal meaning: never a 5xx, and no row where none can meet it. */
export const rejectedOrTrue =
  ({ what, meetsNone, isBoolean }: WrongCondition) =>
  ({ response }: CompletedExchange): Outcome => {
    const want = `400 for ${what}${meetsNone ? ', or no rows' : ', or a correct result'}`;
    if (response.status >= 500) return { want, got: String(response.status) };
    const items = envelope(response)?.items.length ?? 0;
    if (!meetsNone || items === 0) return undefined;
    // Many languages read everything but true as false.
    return { want, got: `${items} rows`, ...(isBoolean ? { tolerated: true } : {}) };
  };
