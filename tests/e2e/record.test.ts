import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordCommand } from '../../cli/record.ts';
import { startMock } from '../../mocks/index.ts';
import type { OwnData } from '../../mocks/types.ts';
import { loadContract } from '../../spec/contract.ts';
import { configOf } from '../../verifier/embedded.ts';
import { makeDataset } from '../../mocks/dataset/index.ts';
import { judgeTarget } from '../judge-target.ts';
import { SUITES } from '../../verifier/suites.ts';

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

test('a recorded, scrubbed medium account holds no original text, and served it keeps every clause', async () => {
  const out = test.info().outputPath('data.json');
  const output = { say: () => undefined, print: () => undefined, exit: () => undefined };
  await recordCommand(output).parseAsync(['--embedded', '--out', out], { from: 'user' });
  const file = readFileSync(out, 'utf8');
  const { lists, children } = makeDataset(loadContract(), 'medium', 1);
  const originals = new Set(texts([...lists.values(), ...[...children.values()].map((one) => [...one.values()])]));
  const named = new Set(
    loadContract().operations.flatMap(({ members: fields }) =>
      fields.flatMap(({ schema }) => schema['x-known-values'] ?? []),
    ),
  );
  const told = [...originals].filter((text) => text.length > 3 && !named.has(text) && /[\p{L}\p{N}]/u.test(text));
  expect(told.length).toBeGreaterThan(5000);
  // Whole texts by a set, and short ones anywhere: a long one cannot hide within another text.
  const after = new Set(texts(JSON.parse(file)));
  expect(told.filter((text) => after.has(text))).toEqual([]);
  // A fraction of a second may look like the label of a question.
  const isDate = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text);
  const everything = [...after].filter((text) => !named.has(text) && !isDate(text)).join('\n');
  expect(told.filter((text) => text.length < 40 && everything.includes(text))).toEqual([]);

  await using mock = await startMock({ data: JSON.parse(file) as OwnData });
  const judged = await judgeTarget(configOf(mock), { suites: SUITES, depth: 'full' });
  const broken = judged.filter(({ verdict }) => verdict !== 'pass');
  // A mock on plain HTTP has no HTTPS to fall back from; all others are tried and hold.
  const left = broken.map(({ id, verdict, findings }) => [id, verdict, findings[0]]);
  expect(left).toEqual([['SEC-05', 'not-run', undefined]]);
});
