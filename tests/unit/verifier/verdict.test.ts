import { expect, test } from '@playwright/test';
import type { Clause } from '../../../spec/clauses.ts';
import { lost } from '../../../verifier/reason.ts';
import { grade, notRun, tallyOf, verdictOf, type Finding } from '../../../verifier/verdict.ts';

const clauseOf = (level: Clause['level']): Clause => ({
  ...{ id: 'PAG-02', level, group: 'PAG', sentence: 'Every row once.', matters: 'Rows are lost.' },
  source: { text: 'The vendor.' },
});
const real: Finding = { operation: 'listClients', want: 'this', got: 'that' };
const tolerated: Finding = { ...real, got: '403', tolerated: true };

const GRADES: readonly [what: string, level: Clause['level'], findings: Finding[], strict: boolean, grade: string][] = [
  ['a breach of a documented clause', 'D', [real], false, 'fail'],
  ['a breach of an observed clause', 'O', [real], false, 'fail'],
  ['a breach of an assumed clause', 'A', [real], false, 'warn'],
  ['a breach of an assumed clause in a strict run', 'A', [real], true, 'fail'],
  ['a deviation that is tolerated', 'D', [tolerated], false, 'warn'],
  ['a deviation that is tolerated, in a strict run', 'D', [tolerated], true, 'warn'],
  ['a real breach beside a tolerated one', 'D', [tolerated, real], false, 'fail'],
  ['a tolerated one beside a real breach', 'D', [real, tolerated], false, 'fail'],
];

for (const [what, level, findings, strict, expected] of GRADES)
  test(`${what} is a ${expected}`, () => {
    expect(grade(clauseOf(level), verdictOf(2, findings), strict).verdict).toBe(expected);
  });

test('Nothing tried is not-run, with its reason; something tried without a finding passes', () => {
  expect(grade(clauseOf('D'), verdictOf(0, []), false)).toMatchObject({ verdict: 'not-run', checked: 0 });
  expect(grade(clauseOf('D'), verdictOf({}, [], [], 'no rows'), false)).toMatchObject({ reason: 'no rows' });
  expect(grade(clauseOf('D'), verdictOf(1, []), false)).toMatchObject({ verdict: 'pass', checked: 1 });
  const tally = tallyOf([{ operation: 'a' }, { operation: 'b', checked: 3 }, { operation: 'a' }]);
  expect(tally).toEqual({ a: 2, b: 3 });
  expect(verdictOf(tally, [])).toMatchObject({ kind: 'pass', checked: 5, operations: tally });
});

test('A clause that was not run says what was in the way only where another run may try it', () => {
  expect(grade(clauseOf('D'), notRun(lost('cut off')), false)).toMatchObject({ reason: 'cut off', because: 'lost' });
  expect(grade(clauseOf('D'), notRun('no portal'), false)).not.toHaveProperty('because');
});
