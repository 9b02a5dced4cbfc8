import { sentenceOf } from '../../spec/sentences.ts';
import type { RunRecord } from '../run.ts';
import { count, day } from '../words.ts';
import { WHOSE } from './cause.ts';
import type { Told } from './told.ts';

/** Since when a cause exists: `new in this run`, `since 25 Nov 2026, 4 runs`. */
export function sinceText({ state, since, newClauses }: Told): string {
  const more = newClauses.length > 0 ? `, new in this run: ${newClauses.join(', ')}` : '';
  switch (state) {
    case 'new':
      return 'new in this run';
    case 'worse':
      return 'worse in this run';
    case 'flaky':
      return 'flaky';
    case 'first':
      return 'no run before to compare with';
    case 'still': {
      if (since === undefined) return 'since before';
      const runs = since.runs === undefined ? '' : `, ${count(since.runs, 'run')}`;
      return `since ${day(since.since)}${since.orLonger ? ' or longer' : ''}${runs}${more}`;
    }
  }
}

/** Whose move it is and the next step: `Whose move: the server's team. Next: ...`. */
export const moveText = ({ whose, next }: Pick<Told, 'whose' | 'next'>): string =>
  `Whose move: ${WHOSE[whose]}. Next: ${next}`;

/** Known findings (known-findings.yaml), a line for each clause, reason and date. */
export function knownLines({
  clauses,
}: RunRecord): { id: string; operations: string[]; reason: string; until: string }[] {
  return clauses.flatMap(({ id, findings }) => {
    const lines: { id: string; operations: string[]; reason: string; until: string }[] = [];
    for (const { operation, known } of findings) {
      if (known === undefined) continue;
      const same = lines.find(({ reason, until }) => reason === known.reason && until === known.until);
      if (same === undefined) lines.push({ id, operations: [operation], ...known });
      else if (!same.operations.includes(operation)) same.operations.push(operation);
    }
    return lines;
  });
}

/** A clause with its words: `PAG-02 (page is 1-based ...)`. */
export const inWords = (id: string): string => `${id} ${sentenceOf(id).replaceAll('`', '')}`.trim();
