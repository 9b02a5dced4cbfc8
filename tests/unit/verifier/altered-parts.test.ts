import { expect, test } from '@playwright/test';
import { conforming, trySample } from '../../../verifier/samples/sample.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';
import { fil08 } from '../../contract/checks/fil-08.ts';

const SEPARATORS = [';', '|', '#', ',', '&', '?', '=', '/', ':'];
const REMOVED = ['"', '\\', '{', '(', '%'];

interface Rule {
  readonly predicate: string;
  readonly condition: string | null;
}

test('a run tries each separator behind a text, and nearly each odd character within a word', () => {
  const rows = sampleRows(30);
  const { verdict, sent } = trySample(
    fil08,
    conforming(() => rows),
    'standard',
  );
  expect(verdict.kind).toBe('pass');
  const rules = sent.flatMap(({ request }) => {
    const text = new URLSearchParams(request.target.split('?')[1]).get('queryFilters') ?? '[]';
    return text.startsWith('[') ? (JSON.parse(text) as Rule[]) : [];
  });
  const texts = rules.flatMap(({ condition }) => condition ?? []);
  expect(SEPARATORS.filter((one) => !texts.some((text) => text.endsWith(`${one}x`)))).toEqual([]);
  const separated = rules.filter(({ condition }) => /[;|#,&?=/:]x$/.test(condition ?? ''));
  expect(new Set(separated.map(({ predicate }) => predicate))).toEqual(new Set(['equal', 'contains']));
  const within = REMOVED.filter((one) => !texts.some((text) => /^[A-Za-z ]/.test(text) && text.includes(one)));
  // Where no list with a long word has its turn, it is tried another night.
  expect(within.length).toBeLessThanOrEqual(1);
});
