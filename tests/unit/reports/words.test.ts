import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { ClauseRecord } from '../../../spec/generated/run-record.ts';
import { clip } from '../../../reports/html/parts.ts';
import { safe } from '../../../reports/safe.ts';
import { byReason, changesByKind, clauseLines, count, duration, someIds } from '../../../reports/words.ts';

const ids = (n: number) => Array.from({ length: n }, (_, i) => `PAG-${i}`);

test('a text that is cut keeps its beginning, and says how much is left out', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (all, longest) => {
      const [, kept = all, more = 0] = /^(.*)\.\.\. \((\d+) more\)$/s.exec(safe(all, longest)) ?? [];
      expect(all.startsWith(kept)).toBe(true);
      expect(kept.length + Number(more)).toBe(all.length);
      expect(kept.length > longest).toBe(false);
      expect(Number(more) > 0).toBe(all.length > longest);
      expect(kept.length < longest - 1 && all.length > longest, 'more than half a character').toBe(false);
      expect(() => encodeURIComponent(kept), 'no half of a character').not.toThrow();
      expect(clip(all, longest)).toBe(all.length > longest ? `${all.slice(0, longest)} ... (cut here)` : all);
    }),
    { numRuns: 50 },
  );
});

test('ids in a row are all named, or the first few and the number of the others', () => {
  expect(someIds([])).toBe('');
  expect(someIds(ids(3), 2)).toBe('PAG-0, PAG-1, PAG-2');
  expect(someIds(ids(4), 2)).toBe('PAG-0, PAG-1 and 2 more');
  expect(someIds(ids(7))).not.toContain('more');
  expect(someIds(ids(8))).toContain('PAG-5 and 2 more');
});

test('a time is told in seconds below a minute, then in minutes and seconds', () => {
  const after = (seconds: number) => duration(new Date(0).toISOString(), new Date(seconds * 1000).toISOString());
  expect([-5, 0, 0.6, 59, 60, 61, 119.6].map(after)).toEqual([
    '0 s',
    '0 s',
    '1 s',
    '59 s',
    '1 min 0 s',
    '1 min 1 s',
    '2 min 0 s',
  ]);
  expect([0, 1, 2].map((n) => count(n, 'clause'))).toEqual(['0 clauses', '1 clause', '2 clauses']);
});

const record = (id: string, change: Partial<ClauseRecord>): ClauseRecord => ({
  ...{ id, level: 'D', sentence: 's', verdict: 'fail', checked: 1, findings: [], notes: [] },
  ...change,
});

test('the lines of a clause name its first findings, with one command each, and count the others', () => {
  const finding = { operation: 'listUsers', want: '1', got: '2', reproduce: '# first\ncurl a\n# other\ncurl b' };
  const line = 'PAG-02 listUsers: expected 1, got 2. Repeat: curl a (the report has what it is compared with)';
  const lines = (n: number, most?: number) =>
    clauseLines(record('PAG-02', { findings: Array.from({ length: n }, () => finding) }), most);
  expect(lines(1)).toEqual([line]);
  expect(lines(3)).toEqual([line, line, line]);
  expect(lines(4)).toEqual([line, line, line, 'PAG-02 ... and 1 more like these in the report.']);
  expect(lines(2, 1)).toHaveLength(2);
  expect(clauseLines(record('PAG-02', {}))).toEqual(['PAG-02 does not hold']);
  expect(clauseLines(record('PAG-02', { notes: ['a note', 'another'] }))).toEqual(['PAG-02 a note']);
});

test('clauses that were not tried stand by their reason, the most common first', () => {
  const notRun = (id: string, reason?: string) =>
    record(id, { verdict: 'not-run', ...(reason !== undefined && { reason }) });
  expect(byReason([notRun('A', 'x'), notRun('B', 'y'), record('C', {}), notRun('D', 'y'), notRun('E')])).toEqual([
    ['y', ['B', 'D']],
    ['x', ['A']],
    ['no reason given', ['E']],
  ]);
});

test('a warning counts as known where each of its findings is known', () => {
  const known = { operation: 'o', want: '1', got: '2', known: { reason: 'agreed', until: '2999-01-01' } };
  const { known: _, ...other } = known;
  const clauses = [
    record('A', { verdict: 'warn', findings: [known, known] }),
    record('B', { verdict: 'warn', findings: [known, other] }),
    record('C', { verdict: 'warn' }),
    record('D', { findings: [known] }),
  ];
  const changes = { previous: { id: 'before', finishedAt: '' }, changes: [], flaky: [], news: false };
  const kinds = changesByKind({ clauses, changes } as unknown as Parameters<typeof changesByKind>[0]);
  expect(kinds.map(({ kind, ids: named }) => [kind, named])).toEqual([['known', ['A']]]);
});
