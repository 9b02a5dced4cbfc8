import { expect, test } from '@playwright/test';
import { targetsExitCode, targetsPage, targetsSummary, type TargetResult } from '../../../reports/targets.ts';

const target = (name: string, exitCode: number, verdicts: Readonly<Record<string, string>>): TargetResult =>
  ({
    ...{ name, exitCode, place: name === 'here' ? '' : undefined },
    run: {
      totals: { pass: 1, warn: 2, fail: 3, notRun: 4 },
      target: { baseUrl: `https://${name}.example` },
      clauses: Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict, sentence: `${id} | says.` })),
    },
  }) as unknown as TargetResult;

const lost: TargetResult = { name: 'lost', exitCode: 2, problem: 'cannot reach it' };
const three = [
  target('here', 1, { 'SRT-01': 'warn', 'PAG-02': 'pass', 'AUTH-01': 'fail' }),
  target('there', 0, { 'SRT-01': 'pass', 'PAG-02': 'pass', 'AUTH-01': 'not-run' }),
  lost,
];

test('Of several targets a broken one counts most, then one that could not be judged', () => {
  const code = (...codes: readonly number[]) => targetsExitCode(codes.map((exitCode) => ({ name: 'a', exitCode })));
  expect([code(), code(0, 0), code(0, 2), code(2, 1, 0), code(0, 130)]).toEqual([0, 0, 2, 1, 2]);
});

test('The summary across targets names each with its report, and what is broken where', () => {
  expect(targetsSummary(three).split('\n')).toEqual([
    '# myITprocess contract: 3 targets',
    '',
    '| target | verdict | pass | warn | fail | not run | address |',
    '| --- | --- | --: | --: | --: | --: | --- |',
    '| [here](summary.md) | broken | 1 | 2 | 3 | 4 | https://here.example |',
    '| [there](there/summary.md) | conforms | 1 | 2 | 3 | 4 | https://there.example |',
    '| lost | inconclusive |  |  |  |  | cannot reach it |',
    '',
    '| clause | here | there | lost | says |',
    '| --- | --- | --- | --- | --- |',
    '| AUTH-01 | fail | not-run |  | AUTH-01 \\| says. |',
    '| SRT-01 | warn | pass |  | SRT-01 \\| says. |',
    '',
  ]);
  expect(targetsSummary(three.slice(1))).not.toContain('| clause |');
});

test('The page across targets shows the same', () => {
  const text = targetsPage(three).replace(/\s+/g, ' ');
  expect(text).toContain('<a href="report.html">here</a>');
  expect(text).toContain('<a href="there/report.html">there</a>');
  expect(text).toContain('<td>lost</td>');
  expect(text).toContain('<td>SRT-01</td> <td>warn</td><td>pass</td><td></td>');
  expect(text).toContain('Broken somewhere');
  expect(targetsPage(three.slice(1))).not.toContain('Broken somewhere');
});
