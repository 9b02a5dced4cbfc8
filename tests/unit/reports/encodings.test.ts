import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { redactor } from '../../../spec/redact.ts';
import { written } from './encodings.ts';
import { textsBelow } from './leaks.ts';
import { published, recordWith, said } from './published.ts';

/** Keys as the vendor's are, and one as nobody's should be: of that, marks at the end may stay, however long they are written. */
const KEYS = ['9f3c1a7be2d84056c1ffab9023de4471aa60c3d2', 'tQ8xRw2LmV0pZk4Jy7BsHn5C', 'k3y+Planted/"0f\\the&test%e=7'];

/** Characters in a row of what was written that may not be left; the padding of base64 in entities is 16. */
const longest = (key: string) => (/\W/.test(key) ? 70 : 20);

for (const key of KEYS) {
  test(`Nothing is left of ${key.slice(0, 4)}... in any two encodings`, () => {
    const hide = redactor({ active: key });
    fc.assert(
      fc.property(written(key), fc.constantFrom('', 'a', 'key=', '{"x":"', 'ab1'), ({ how, text }, before) => {
        const hidden = hide(`${before}${text} and more`);
        expect(hidden, how).toContain('<active>');
        for (let at = 0; at + longest(key) <= text.length; at++) {
          if (hidden.includes(text.slice(at, at + longest(key))))
            throw new Error(`${how}: ${text.slice(at, at + longest(key))} is left of ${text} in ${hidden}`);
        }
      }),
      { numRuns: 400 },
    );
  });
}

test('A percent sign of a key makes no escape with what comes after the key', () => {
  const hide = redactor({ active: KEYS[2] ?? '' });
  expect(hide('k3y+Planted/"0f\\the&test%e and more')).toBe('<active> and more');
  expect(hide('k3y+Planted/"0f\\the&test%e=7 and more')).toBe('<active> and more');
});

test('Nothing is left in any artefact, nor on the console, of what a target or a suite lets slip in any two encodings', async () => {
  const key = KEYS[0] ?? '';
  await fc.assert(
    fc.asyncProperty(fc.array(written(key), { minLength: 12, maxLength: 12 }), async (slips) => {
      const [a, b, c, d, e, f, g, h, i, j, k, l] = slips.map(({ text }) => text) as [string, ...string[]];
      const finding = {
        operation: a,
        want: b ?? '',
        got: `{"echo":"${c ?? ''}"}`,
        pointer: `/${d ?? ''}`,
        exchange: 1,
      };
      const exchange = {
        method: 'GET',
        url: `/?k=${e ?? ''}`,
        requestHeaders: { a: f ?? '' },
        headers: { [g ?? '']: h ?? '' },
      };
      const record = recordWith(
        [
          said('PAG-02', {
            verdict: 'fail',
            findings: [{ ...finding, reproduce: `curl '${i ?? ''}'` }],
            notes: [j ?? ''],
          }),
        ],
        { exchanges: { 1: { ...exchange, status: 200, body: `{"x":"${k ?? ''}"}`, took: 1, cut: false } } },
        [l ?? ''],
      );
      const outcome = await published(record, { MITP_API_KEY: key, GITHUB_ACTIONS: 'true' }, true);
      const texts = [...textsBelow(outcome.reportDir), ['stdout', outcome.stdout], ['stderr', outcome.stderr]] as const;
      for (const [name, text] of texts) {
        for (const { how, text: slip } of slips) {
          for (let at = 0; at + longest(key) <= slip.length; at++) {
            if (text.includes(slip.slice(at, at + longest(key)))) throw new Error(`${name}: ${how}: ${slip.slice(at)}`);
          }
        }
        if (text.toLowerCase().includes(key.slice(0, 12))) throw new Error(`${name} shows the key`);
      }
    }),
    { numRuns: 12 },
  );
});

test('A key in JSON escapes does not come out when the page reads the body and writes it anew', async () => {
  const key = KEYS[0] ?? '';
  const body = `{"title":"${[...key].map((char) => `\\u00${char.charCodeAt(0).toString(16)}`).join('')}"}`;
  const exchange = { method: 'GET', url: '/', requestHeaders: {}, status: 200, headers: {}, took: 1, cut: false };
  const finding = { operation: 'listUsers', want: 'a', got: 'b', exchange: 1 };
  const record = recordWith([said('PAG-02', { verdict: 'fail', findings: [finding] })], {
    exchanges: { 1: { ...exchange, body } },
  });
  const { reportDir } = await published(record, { MITP_API_KEY: key });
  const page = textsBelow(reportDir).find(([name]) => name.endsWith('report.html'))?.[1] ?? '';
  expect(page).toContain('&lt;MITP_API_KEY&gt;');
  expect(page).not.toContain(key.slice(0, 12));
});
