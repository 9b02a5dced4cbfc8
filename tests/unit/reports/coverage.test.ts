import { expect, test } from '@playwright/test';
import { coverage } from '../../../reports/html/coverage.ts';
import { recordWith } from './published.ts';

test('Other methods and spellings of a path are one row, which comes last, with the clauses that they broke', () => {
  const record = recordWith([
    {
      ...{ id: 'CON-10', level: 'A', verdict: 'fail', checked: 2, notes: [] },
      findings: [{ operation: 'POST /users', want: '405 (or 404)', got: '200' }],
    },
  ]);
  const { text } = coverage({
    ...record,
    coverage: [
      { operation: 'POST /users', clause: 'CON-10', checked: 1 },
      { operation: 'DELETE /users', clause: 'CON-10', checked: 1 },
      { operation: 'GET /%2fusers', clause: 'CON-09', checked: 3 },
      { operation: 'listUsers', clause: 'CON-01', checked: 4 },
    ],
  });
  const rows = [...text.matchAll(/<tr>\s*<th scope="row">([^<]+)<\/th>([^]*?)<\/tr>/g)].map(([, name, rest = '']) => [
    name,
    ...rest
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s+/),
  ]);
  expect(rows.slice(0, 2)).toEqual([
    ['listUsers', '1', '4', '–'],
    ['other methods and paths', '2', '5', 'CON-10'],
  ]);
  expect(text).not.toContain('/%2fusers');
});
