import { expect, test } from '@playwright/test';
import { fields } from '../../../reports/html/fields.ts';
import { firstScreen } from '../../../reports/html/first-screen.ts';
import { summary } from '../../../reports/formats/summary.ts';
import type { HistoryEntry } from '../../../reports/changes/history.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';
import { recordWith, said } from './published.ts';

const shown = (run: RunRecord, history: readonly HistoryEntry[] = []) =>
  firstScreen(run, history)
    .text.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const fails = (id: string): ClauseRecord =>
  said(id, { verdict: 'fail', findings: [{ operation: id, want: 'this', got: 'that' }] });
const CAUSES = ['LIM-01', 'PAG-08', 'KEY-15', 'DOC-02', 'REL-05', 'CON-13'];
const broken = (causes: number) => shown(recordWith(CAUSES.slice(0, causes).map(fails)));

test('The first screen names three more causes, and says where there are others', () => {
  expect(broken(1)).not.toContain('more cause');
  expect(broken(2)).toContain('And 1 more cause:');
  expect(broken(4)).toContain('And 3 more causes:');
  expect(broken(4).match(/\(no run before\)/g)).toHaveLength(3);
  expect(broken(4)).not.toContain('...');
  expect(broken(5).match(/\(no run before\)/g)).toHaveLength(3);
  expect(broken(5)).toMatch(/; \.\.\.\s?\.$/);
  const links = firstScreen(recordWith(CAUSES.slice(0, 3).map(fails)), []).text.match(/#cause-\d/g);
  expect(links).toEqual(['#cause-1', '#cause-2', '#cause-3']);
});

test('The first screen says since when runs end alike', () => {
  const run = recordWith([said('PAG-02')]);
  const entry = (day: number, exitCode: number, id = `${day}`) =>
    ({ id, exitCode, finishedAt: `2020-01-0${day}T00:00:00.000Z` }) as unknown as HistoryEntry;
  const own = { ...entry(9, 0, run.id), finishedAt: run.finishedAt };
  const when = (...history: readonly HistoryEntry[]) =>
    /When it conforms (.*) Whose move/.exec(shown(run, history))?.[1];
  expect(when()).toBe('in this run; there is none before to compare with');
  expect(when(own)).toBe('in this run; there is none before to compare with');
  expect(when(entry(1, 1), own)).toBe('since this run');
  expect(when(entry(1, 1), entry(2, 0), entry(3, 0), own)).toMatch(/2 Jan 2020.*3 runs/);
  expect(when(entry(1, 1), entry(2, 0), entry(3, 0), own)).not.toContain('longer');
  expect(when(entry(2, 0), entry(3, 0), own)).toMatch(/2 Jan 2020.*or longer, 3 runs/);
  const later = { ...entry(1, 1), finishedAt: '2999-01-01T00:00:00.000Z' };
  expect(when(entry(2, 0), own, later), 'a run that came later does not count').toMatch(/2 Jan 2020.*2 runs/);
});

test('The share of rows in which a field was absent or null is 0 only where there was none', () => {
  const cells = (rows: number, present: number, nulls: number) => {
    const field = { operation: 'listUsers', pointer: '/items/*/name', rows, present, nulls, formats: [] };
    const text = fields({ ...recordWith([]), members: [field] }).text;
    return [...text.matchAll(/<td class="number">([^<]*)</g)].map(([, cell]) => cell);
  };
  expect(cells(200, 199, 1)).toEqual(['200', '1 %', '1 %']);
  expect(cells(1000, 999, 1)).toEqual(['1000', '1 %', '1 %']);
  expect(cells(100, 50, 20)).toEqual(['100', '50 %', '40 %']);
  expect(cells(10, 10, 0)).toEqual(['10', '–', '–']);
  expect(cells(10, 0, 0)).toEqual(['10', '100 %', '–']);
  expect(cells(0, 0, 0)).toEqual(['0', '–', '–']);
});

test('A command in the summary is fenced by more ticks than it holds, and few findings are shown of many clauses', () => {
  const finding = (reproduce: string) => ({ operation: 'listUsers', want: 'this', got: 'that', reproduce });
  const text = (...findings: ReturnType<typeof finding>[]) =>
    summary(recordWith([said('PAG-02', { verdict: 'fail', findings })]));
  expect(text(finding('curl ``'))).toContain('\n  ```sh\n  curl ``\n  ```');
  expect(text(finding('curl ```'))).toContain('\n  ````sh\n  curl ```\n  ````');
  const many = (count: number) => text(...Array.from({ length: count }, (_, n) => finding(`curl ${n}`)));
  expect(many(5)).toContain('curl 4');
  expect(many(5)).not.toContain('more in the report');
  expect(many(6)).toContain('... and 1 more in the report.');
  const long = (length: number) => text(...Array.from({ length: 5 }, () => finding('x'.repeat(length))));
  expect(long(11_000).match(/expected this/g)).toHaveLength(5);
  expect(long(13_000).match(/expected this/g)).toHaveLength(1);
  expect(long(70_000)).toContain('... and 5 more in the report.');
  expect(many(3).startsWith('# myITprocess contract: ')).toBe(true);
});
