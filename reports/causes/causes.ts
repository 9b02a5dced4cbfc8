import type { ClauseRecord, RunRecord } from '../run.ts';
import { sentenceOf } from '../../spec/sentences.ts';
import { ACCESS, LIMIT } from './access.ts';
import { RELATIONS, RESPONSES, ROWS, SCHEMA } from './responses.ts';
import type { Area, Cause } from './cause.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { FILTERING, INPUT } from './filters.ts';
import { DOCS, KEYS } from './keys.ts';
import { PAGING, SORTING } from './lists.ts';
import { isLed, type Rule } from './rule.ts';

/**
 * Every rule, in the order in which they are tried. Defects that break other things come first: a list whose responses cannot be
 * read, whose rows belong to another provider or whose pages are wrong cannot be filtered or sorted correctly either.
 */
export const RULES: readonly Rule[] = [
  ...ACCESS,
  ...ROWS,
  ...RESPONSES,
  ...PAGING,
  ...SCHEMA,
  ...INPUT,
  ...SORTING,
  ...FILTERING,
  ...RELATIONS,
  ...LIMIT,
  ...KEYS,
  ...DOCS,
];

/** Operations that a headline names; more are counted. */
const MOST_NAMED = 2;

/**
 * The broken clauses of a run, grouped by their likely cause, each in one group. Failures come before warnings; of either, first
 * what shows data to somebody who may not see it, then the causes with the most clauses. Clauses with only known findings
 * (known-findings.yaml) are left out.
 */
export function causesOf(run: RunRecord): Cause[] {
  const lists = run.coverage ? new Set(run.coverage.map(({ operation }) => operation)).size : Infinity;
  let left = run.clauses.filter(isOpen).map(evidenceOf);
  const causes: Cause[] = [];
  for (const rule of RULES) {
    const leading = isPossible(rule, left) ? left.filter((one) => isLed(rule, one)) : [];
    if (leading.length === 0) continue;
    const operations = new Set(leading.flatMap((one) => one.operations));
    const explained = left.filter(
      (one) =>
        !leading.includes(one) &&
        rule.explains?.test(one.id) &&
        (rule.isEverywhere || one.operations.some((id) => operations.has(id))),
    );
    const group = [...leading, ...explained];
    left = left.filter((one) => !group.includes(one));
    // What takes several clauses to be told is not the fault of the field that one of them names.
    const fields = (rule.also === undefined ? leading : group).flatMap((one) => one.fields);
    causes.push(causeOf(rule, group, { fields, operations, lists }));
  }
  const urgent = new Set(RULES.flatMap(({ id, isUrgent }) => (isUrgent ? [id] : [])));
  const isUrgent = ({ id }: Cause) => Number(urgent.has(id));
  return [...causes, ...left.map(unexplained)].sort(
    (a, b) => Number(b.fails) - Number(a.fails) || isUrgent(b) - isUrgent(a) || b.clauses.length - a.clauses.length,
  );
}

/** Whether the other broken clauses leave room for a rule. */
function isPossible({ unless, also, notFields }: Rule, broken: readonly Evidence[]): boolean {
  if (broken.some(({ id }) => unless?.test(id))) return false;
  if (also !== undefined && !broken.some(({ id }) => also.test(id))) return false;
  return !broken.some(({ id, fields }) => FILTERS.test(id) && fields.some((name) => notFields?.test(name)));
}

/** Clauses of filters by one field. */
const FILTERS = /^FIL-0[1-4]$/;

/** Whether a clause is broken by a finding that is not suppressed. */
export function isOpen({ verdict, findings }: ClauseRecord): boolean {
  const isBroken = verdict === 'fail' || verdict === 'warn';
  return isBroken && (findings.length === 0 || findings.some(({ known }) => known === undefined));
}

/** Where the clauses that show a defect saw it. */
interface Place {
  readonly fields: readonly string[];
  readonly operations: ReadonlySet<string>;
  /** Operations that the run tried. */
  readonly lists: number;
}

function causeOf(rule: Rule, group: readonly Evidence[], place: Place): Cause {
  const { id, area, whose = 'server', next } = rule;
  return {
    ...{ id, area, whose, next, headline: `${rule.headline}${about(area, place)}${where(place)}` },
    clauses: group.map((one) => one.id),
    operations: [...place.operations],
    fails: group.some(({ fails }) => fails),
  };
}

/** ` (client.name)`: the field, where only one is filtered or sorted wrongly. */
function about(area: Area, { fields }: Place): string {
  const [field, ...others] = new Set(fields);
  const isOne = field !== undefined && others.length === 0;
  return isOne && (area === 'filtering' || area === 'sorting') ? ` (${field})` : '';
}

/** `, on listUsers`, `, on all lists`. */
function where({ operations, lists }: Place): string {
  const named = [...operations].filter((id) => /^[a-z]+[A-Z]/.test(id));
  if (named.length === 0) return '';
  if (named.length >= lists && lists > 1) return ', on all lists';
  const more = named.length - MOST_NAMED;
  const rest = more > 0 ? ` and ${more} more` : '';
  return `, on ${named.slice(0, MOST_NAMED).join(more > 0 ? ', ' : ' and ')}${rest}`;
}

/** A broken clause that no rule explains, in its own words. */
function unexplained({ id, operations, fails }: Evidence): Cause {
  return {
    ...{ id: 'clause', area: 'http', headline: `broken: ${sentenceOf(id) || id}`, whose: 'server' },
    next: 'Run the first command, and compare the response with what the clause says.',
    ...{ clauses: [id], operations, fails },
  };
}
