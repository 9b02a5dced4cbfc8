import type { ChangeKind } from './changes/changes.ts';
import { exitCode } from './exit-code.ts';
import type { ClauseRecord, Finding, Grade, RunRecord } from './run.ts';

/** The verdict of a whole run in two words and in one sentence. */
export interface Headline {
  word: 'conforms' | 'broken' | 'inconclusive';
  sentence: string;
}

/** The result of a run, for people; the sentence has no full stop, so that it can stand in parentheses. */
export function headline(run: RunRecord): Headline {
  const { pass, warn, fail, notRun } = run.totals;
  const all = pass + warn + fail + notRun;
  const share = run.shard ? `shard ${run.shard.index} of ${run.shard.of}: ` : '';
  const tried = `${share}${all - notRun} of ${count(all, 'clause')} tried`;
  switch (exitCode(run)) {
    case 1:
      if (fail === 0)
        return { word: 'broken', sentence: unstopped(run.agreementProblems?.[0] ?? 'an agreement no longer holds') };
      return {
        word: 'broken',
        sentence: `${count(fail, 'clause')} of the contract ${fail === 1 ? 'fails' : 'fail'}, ${tried}`,
      };
    case 2:
      return {
        word: 'inconclusive',
        sentence: unstopped(run.errors[0] ?? byReason(run.clauses)[0]?.[0] ?? 'nothing was tried'),
      };
    case 0:
      return {
        word: 'conforms',
        sentence: `${tried} and none fails: ${pass} pass${warn ? `, ${count(warn, 'warning')}` : ''}`,
      };
  }
}

/** How much of the documented contract was tried, in one line; undefined for a record without it. */
export function fieldCoverageSentence({ fieldCoverage }: RunRecord): string | undefined {
  const of = (kinds: (kind: string) => boolean) => {
    const some = (fieldCoverage ?? []).filter(({ kind }) => kinds(kind));
    const sum = (field: 'tried' | 'documented') => some.reduce((total, one) => total + one[field], 0);
    return `${sum('tried')} of ${sum('documented')}`;
  };
  if (!fieldCoverage || fieldCoverage.length === 0) return undefined;
  const sorted = (kind: string) => kind.startsWith('sorted ');
  const page = (kind: string) => kind.includes('page');
  const filters = of((kind) => !sorted(kind) && !page(kind));
  return `tried ${filters} filters by field and predicate, ${of(sorted)} orders by field and direction, ${of(page)} kinds of page by list`;
}

/** That the target's rows changed during the run, in one line; undefined where no change was seen. */
export function movedSentence({ movedLists = [] }: RunRecord): string | undefined {
  if (movedLists.length === 0) return undefined;
  return `the data moved during the run: ${count(movedLists.length, 'list')} (${movedLists.join(', ')})`;
}

/**
 * What changed since the comparable run before, the worst first: a word for it and the clauses; empty where there was no such
 * run.
 */
export function changesByKind({ changes, clauses }: RunRecord): {
  kind: ChangeKind | 'flaky' | 'known';
  word: string;
  ids: string[];
}[] {
  if (changes?.previous === undefined) return [];
  const known = clauses
    .filter(({ verdict, findings }) => verdict === 'warn' && findings.length > 0 && findings.every((one) => one.known))
    .map(({ id }) => id);
  const told = (kind: ChangeKind, word: string, verdict?: Grade) => ({
    ...{ kind, word },
    ids: changes.changes
      .filter((one) => one.kind === kind && (verdict ?? one.verdict) === one.verdict)
      .map(idOf)
      .filter((id) => !known.includes(id)),
  });
  return [
    told('new', 'newly broken', 'fail'),
    told('worse', 'worse'),
    told('new', 'newly warned', 'warn'),
    told('fixed', 'fixed'),
    told('unknown', 'broken before and not tried now'),
    told('still', 'still broken', 'fail'),
    told('still', 'still warned', 'warn'),
    { kind: 'known' as const, word: 'known', ids: known },
    { kind: 'flaky' as const, word: 'flaky', ids: changes.flaky.map(idOf) },
  ].filter(({ ids }) => ids.length > 0);
}

/** What changed since the comparable run before, in one sentence; undefined where there was no such run. */
export function changesSentence(run: RunRecord): string | undefined {
  if (run.changes?.previous === undefined) return undefined;
  const said = changesByKind(run).map(({ word, ids }) => `${ids.length} ${word} (${someIds(ids)})`);
  return `Since the run before: ${said.length > 0 ? said.join(', ') : 'nothing changed'}.`;
}

function idOf({ clause }: { clause: string }): string {
  return clause;
}

/** Most clause ids in a sentence; the rest is counted. */
const MOST_NAMED = 6;

/** Ids in a row, the first few by name: `PAG-02, PAG-03 and 5 more`. */
export function someIds(ids: readonly string[], most = MOST_NAMED): string {
  return ids.length <= most + 1 ? ids.join(', ') : `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`;
}

/** A day, as people write it: `28 Nov 2026`. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A finding in one line: `listReviews: expected ..., got .... Repeat: curl ...`. */
export function findingLine({ operation, want, got, reproduce }: Finding): string {
  return `${operation}: expected ${want}, got ${sentence(got)}${reproduce ? ` Repeat: ${reproduce}` : ''}`;
}

/** Longest command that a line shows: a longer one hides what else the terminal says. */
const LONGEST_COMMAND = 500;

/** The command that repeats a finding, in one line: if it compares several requests, the report has the others. */
function firstCommand(reproduce: string): string {
  const [first = '', ...others] = reproduce.split('\n').filter((line) => !line.startsWith('#'));
  if (first.length > LONGEST_COMMAND) return 'the command is long, and in the report.';
  return others.length === 0 ? first : `${first} (the report has what it is compared with)`;
}

/** The lines about one clause that is broken; none for one that passed. */
export function clauseLines({ id, findings, notes }: ClauseRecord, most = 3): string[] {
  const lines = findings
    .slice(0, most)
    .map(
      ({ reproduce, ...finding }) =>
        `${id} ${findingLine({ ...finding, ...(reproduce && { reproduce: firstCommand(reproduce) }) })}`,
    );
  if (findings.length === 0) lines.push(`${id} ${notes[0] ?? 'does not hold'}`);
  if (findings.length > most) lines.push(`${id} ... and ${findings.length - most} more like these in the report.`);
  return lines;
}

/** `1 clause`, `2 clauses`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Clauses that were not tried, by the reason, the most common first. */
export function byReason(clauses: readonly ClauseRecord[]): [reason: string, ids: string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { id, verdict, reason = 'no reason given' } of clauses) {
    if (verdict === 'not-run') reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  return [...reasons].sort(([, a], [, b]) => b.length - a.length);
}

/** `3 min 20 s`, `14 s`. */
export function duration(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function unstopped(text: string): string {
  return text.replace(/\.$/, '');
}
