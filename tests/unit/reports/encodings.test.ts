import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { redactor } from '../../../spec/redact.ts';
import { written } from './encodings.ts';

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
