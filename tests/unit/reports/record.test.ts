import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';
import { coloured, showsColours } from '../../../reports/colour.ts';
import { endLines } from '../../../reports/console.ts';
import { exitCode } from '../../../reports/exit-code.ts';
import { limiter } from '../../../reports/html/limiter.ts';
import { headline } from '../../../reports/words.ts';
import { clauses } from '../../../spec/clauses.ts';
import { fixtureRun } from './fixtures/run.ts';
import { recordWith as record, said } from './published.ts';

test('A run in which nothing was tried cannot judge, and a single pass can', () => {
  expect(exitCode(record([]))).toBe(2);
  expect(exitCode(record([said('CON-01')]))).toBe(0);
  expect(exitCode(record([said('CON-01', { verdict: 'warn' })]))).toBe(0);
});

test('A failure outweighs that the run was cut short; a run cut short without one cannot judge', () => {
  expect(exitCode(record([said('CON-01')], {}, ['interrupted']))).toBe(2);
  expect(exitCode(record([said('CON-01', { verdict: 'fail' })], {}, ['interrupted']))).toBe(1);
});

test('A run whose target was given up, or that was stopped, is not called conforming', () => {
  const run = record([said('CON-01')], { trouble: 'the target does not respond any more' });
  expect(exitCode(run)).toBe(2);
  expect(headline(run)).toMatchObject({ word: 'inconclusive', sentence: 'the target does not respond any more' });
});

test('The end of a run counts the rejections that its plan had room for, and is silent where there were none', () => {
  const said429 = (unplanned429: number) => {
    const { requests } = record([said('CON-01')]);
    const run = record([said('CON-01')], { requests: { ...requests, unplanned429 } });
    return endLines(run, { directory: '', files: [], broken: [], unwritten: [] }).join('\n');
  };
  expect(said429(3)).toContain('3 requests were rejected although quota was left: another client uses it');
  expect(said429(1)).toContain('1 request was rejected although quota was left');
  expect(said429(0)).not.toContain('rejected although');
});

test('The headline never calls a run conforming without saying how much was tried', () => {
  expect(headline(record([said('CON-01')])).sentence).toBe(
    `1 of ${clauses().length} clauses tried and none fails: 1 pass`,
  );
  expect(headline(record([])).sentence).toBe('not built yet');
  expect(headline(record([], {}, ['no answer. Check it.'])).sentence).toBe('no answer. Check it');
});

test('The timeline of the limiter starts with the burst, not with what was sent long before', () => {
  const tick = (t: number, status = 200) => ({ t, status, key: 'active' });
  const burst = Array.from({ length: 50 }, (_, i) => tick(120 + i * 0.1));
  const run = { ...fixtureRun(), limiter: { algorithm: 'unknown', timeline: [tick(0), ...burst, tick(125.1, 429)] } };
  const { text } = limiter(run);
  expect(text).toContain('aria-label="51 requests over 5 seconds with 1 keys: 50 served, the others rejected."');
  const drawn = [...text.matchAll(/class="tick (\w+)"/g)].map(([, kind]) => kind);
  expect(drawn, 'what was served lies over the refusals of the same moment').toEqual(
    // Once for a wide screen, once for a narrow one.
    ['fail', 'pass', 'fail', 'pass'],
  );
});

test('Colours are for terminals, NO_COLOR switches them off, and they change no text', () => {
  const [terminal, pipe] = [{ isTTY: true }, {}];
  expect([showsColours(terminal, {}), showsColours(pipe, {})]).toEqual([true, false]);
  expect(showsColours(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
  expect([showsColours(pipe, { FORCE_COLOR: '1' }), showsColours(terminal, { FORCE_COLOR: '0' })]).toEqual([
    true,
    false,
  ]);
  for (const line of [
    'fail  PAG-02 listReviews: want a',
    'Verdict: broken (1 clause)',
    'error  known-findings.yaml: x',
  ]) {
    expect(coloured(line)).not.toBe(line);
    expect(stripVTControlCharacters(coloured(line))).toBe(line);
  }
  expect(coloured('judging http://127.0.0.1')).toBe('judging http://127.0.0.1');
});
