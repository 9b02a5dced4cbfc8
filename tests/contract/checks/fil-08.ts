import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { turned } from '../../../verifier/choose.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { generated } from '../../../verifier/generated.ts';
import { envelope, knownList, listRequestFor, type KnownList } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding, understanding, withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { promised } from './conditions.ts';
import { filterRequest, judgeFilter } from './filtered.ts';
import { isRejected } from './rejected.ts';
import { early, operationsOf, rotated } from './rotate.ts';
import { blanked, oddValues } from './odd-texts.ts';
import { texts, wildcardCases } from './wildcards.ts';
import { rejectedOrTrue, wrongConditions } from './wrong-rules.ts';

/** Texts that something between client and database may interpret, the usual ones first. */
const HOSTILE = [
  "'",
  '%',
  '_',
  '+',
  '&',
  '"',
  '\\',
  '{}',
  '[a-z]',
  '%%',
  "' OR '1'='1",
  '*',
  '?',
  '#',
  ';',
  '<b>',
  '松',
  'ß',
  '🦊',
  '\u0000',
];
const USUAL = 5;
/** Longer than any name, and short enough for a query. */
const LONG = 'x'.repeat(1800);

/** FIL-08: conditions are data, matched literally, never interpreted, never a 5xx. */
export const fil08 = caseCheck('FIL-08', function* (context) {
  let nth = 0;
  let isBlanked = false;
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    const [field] = list ? texts(list) : [];
    if (!list || !field) continue;
    const one = (predicate: string, condition: string, depth: Case['depth']) =>
      caseOf(context, list, { field: field.name, predicate, condition }, depth);
    // Of what combined requests try, too, only a quick run sends some first.
    const isQuick = context.depth === 'quick';
    const most = nth === 0 && isQuick ? 'quick' : 'standard';
    // Each alone: the usual ones on the first list, one of the others on the next two, each night others.
    for (const [i, condition] of HOSTILE.entries()) {
      const isDue = nth === 0 ? i < USUAL : nth < 3 && i === (context.seed + nth) % HOSTILE.length;
      yield* one('contains', condition, isDue ? (nth === 0 && i < (isQuick ? 3 : 2) ? 'quick' : 'standard') : 'full');
    }
    // An escape that becomes the letter a if it is decoded twice.
    yield* one('contains', '%61', nth === 1 ? early(context) : 'full');
    for (const rule of rotated(blanked(list), context).slice(0, 2)) {
      yield* caseOf(context, list, rule, isBlanked ? 'full' : early(context));
      isBlanked = true;
    }
    yield* one('contains', LONG, nth === 2 ? 'standard' : 'full');
    for (const condition of oddValues(list, field)) yield* one('equal', condition, nth < 2 ? most : 'full');
    yield* partCases(context, list, 'FIL-08', ({ kind }) => kind === 'odd');
    yield* wildcardCases(context, list, nth === 0 ? 'quick' : early(context));
    yield* wrongConditionCases(context, list, nth);
    yield* generated(context, {
      name: `FIL-08 ${operation.id}`,
      arbitrary: fc
        .array(fc.constantFrom(...HOSTILE, 'a', ' '), { minLength: 1, maxLength: 4 })
        .map((parts) => parts.join('')),
      runs: 4,
      toCase: (condition) => one('contains', condition, nth === 3 ? 'standard' : 'full')[0] ?? null,
    });
    nth += 1;
  }
  yield* everyPage(context, 'FIL-08');
});

function caseOf(context: CheckContext, list: KnownList, rule: FilterRule, depth: Case['depth']): Case[] {
  const request = filterRequest(context, list.operation, [rule]);
  if (!request) return [];
  const shown =
    rule.condition && rule.condition.length > 80
      ? `${rule.condition.length} characters`
      : JSON.stringify(rule.condition);
  const judge = (base: KnownList, exchange?: CompletedExchange): Outcome => {
    if (!exchange) return undefined;
    const { status } = exchange.response;
    // NUL and very long texts may be rejected; if they are served, the result must be right.
    if (isRejected(status) && /\0|x{200}/.test(rule.condition ?? ''))
      return { note: `rejected ${shown} with ${status}` };
    if (!envelope(exchange.response)) return { want: `${shown} taken as text`, got: `status ${status}` };
    return judgeFilter(base, [rule], exchange);
  };
  return [listCase(list, { label: `${rule.predicate} ${shown}`, depth, requests: [request] }, judge)];
}

/**
 * Conditions of the wrong kind for fields of each type: rejected, or served as what they say. Every standard run tries each
 * value of JSON that is no text, and no text at all, on one list, and another one each night.
 */
function* wrongConditionCases(context: CheckContext, list: KnownList, nth: number): Iterable<Case> {
  const fields = [...new Map(rotated(promised(list), context).map((field) => [field.type, field])).values()];
  yield* wrongTogether(context, list, fields, nth);
  for (const [k, field] of fields.entries()) {
    const all = wrongConditions(field);
    const values = all.filter(({ meetsNone }) => !meetsNone);
    const due = k === (nth + context.seed) % fields.length ? values[(nth + context.seed) % values.length] : undefined;
    for (const [i, one] of all.entries()) {
      const rule = { field: field.name, predicate: 'equal', condition: one.condition, operator: null };
      const request = listRequestFor(context, list.operation, { more: [['queryFilters', JSON.stringify(rule)]] });
      if (!request) continue;
      const parts = { operation: list.operation.id, label: `wrong ${field.type} ${i}`, requests: [request] };
      yield { ...parts, depth: one === due ? early(context) : 'full', judge: rejectedOrTrue(one) };
    }
  }
}

/**
 * Words that are no value of any type of the list, in one request, each night others: a server that rejects the first never looks
 * at the others, so another type comes first each night.
 */
function* wrongTogether(context: CheckContext, list: KnownList, fields: readonly Field[], nth: number): Iterable<Case> {
  const words = fields.flatMap((field) => {
    const all = wrongConditions(field).filter(({ meetsNone, isBoolean }) => meetsNone && isBoolean !== true);
    const word = all[(nth + context.seed) % all.length];
    return word ? [{ field: field.name, predicate: 'equal', condition: word.condition, word }] : [];
  });
  const ordered = turned(words, nth + context.seed);
  const [first] = ordered;
  const rules = ordered.map(({ word: _, ...rule }, i) => ({ ...rule, operator: i < ordered.length - 1 ? 'or' : null }));
  const request = listRequestFor(context, list.operation, { more: [['queryFilters', JSON.stringify(rules)]] });
  if (!first || !request || ordered.length < 2) return;
  const what = `${first.word.what}, and words for other types`;
  const parts = { operation: list.operation.id, label: 'wrong words together', requests: [request] };
  yield { ...parts, depth: early(context), judge: rejectedOrTrue({ ...first.word, what }) };
}

/** The broken server reads `%` as "anything", as SQL's LIKE does. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => (rules.some(({ condition }) => condition?.includes('%')) ? [] : rules)),
    ),
    // It reads a class of letters in a value as a pattern.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.map((rule) => ({ ...rule, condition: rule.condition?.replace(/\[a-z\].*/, '') ?? null })),
      ),
    ),
    // It decodes a condition twice.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.map((rule) => ({ ...rule, condition: rule.condition?.replaceAll('%61', 'a') ?? null })),
      ),
    ),
    // A text ends with NUL.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.map((rule) => ({ ...rule, condition: rule.condition?.replace(/\0.*/s, '') ?? null })),
      ),
    ),
    // It takes blanks off the parts that it looks for.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.map((rule) =>
          rule.predicate === 'contains' ? { ...rule, condition: rule.condition?.trim() ?? null } : rule,
        ),
      ),
    ),
    // It crashes on a word for a number.
    responding(sampleServer(), ({ target }) =>
      decodeURIComponent(target).includes('"condition":"abc"') ? problem(500, 'Error') : undefined,
    ),
    // It ignores a word for a number.
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) => rules.filter(({ condition }) => condition !== 'abc')),
    ),
    // It crashes on a quotation mark.
    responding(sampleServer(), ({ target }) =>
      /queryFilters=[^&]*%27/.test(target) || /queryFilters=[^&]*'/.test(target)
        ? problem(500, 'Internal Server Error')
        : undefined,
    ),
  ],
};
