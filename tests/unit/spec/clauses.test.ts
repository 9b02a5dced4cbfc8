import { test, expect } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clause, clauses, GROUPS, readClauses } from '../../../spec/clauses.ts';

test('every clause has a level and a source, and ids count up within their group', () => {
  expect(clauses().length).toBeGreaterThanOrEqual(88);
  for (const group of GROUPS) {
    const ids = clauses()
      .filter((one) => one.group === group)
      .map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => `${group}-${String(index + 1).padStart(2, '0')}`));
    expect(ids.length).toBeGreaterThan(0);
  }
});

test('a documented clause quotes the vendor', () => {
  expect(clause('KEY-10')).toEqual({
    id: 'KEY-10',
    level: 'D',
    group: 'KEY',
    sentence: 'The value from before a regeneration never works again.',
    matters: 'A key that was replaced because it leaked still opens the door.',
    source: {
      section: 'Revoking an API key',
      quote: 'The original key value remains invalid and cannot be used again.',
    },
  });
});

test('an id that the catalogue does not have is an error', () => {
  expect(() => clause('PAG-99')).toThrow('There is no clause PAG-99');
});

test('a broken catalogue is rejected with file and line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clauses-'));
  const file = join(folder, 'clauses.yaml');
  writeFileSync(file, 'clauses:\n  - id: PAG-01\n    level: X\n    group: PAG\n    sentence: A page is served.\n');
  expect(() => readClauses(file)).toThrow(`${file}:2: PAG-01: level is none of D, O, A.`);
  rmSync(folder, { recursive: true });
});
