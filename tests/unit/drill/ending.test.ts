import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { lastWord } from '../../../drill/rules/ending.ts';

test('Of an error with a stack trace the line that names it is quoted, else the last line', () => {
  const node = (script: string) => lastWord(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stderr);
  expect(node('throw new TypeError("no list")')).toBe('TypeError: no list');
  expect(node('throw Object.assign(new Error("no list"), { code: "X", more: { a: [1] } })')).toBe('Error: no list');
  expect(node('require("./no-such-file.js")')).toMatch(/^Error: Cannot find module/);
  expect(node('console.error("Error: first"); console.error("gave up after 3 tries\\n\\n")')).toBe(
    'gave up after 3 tries',
  );
  expect(lastWord('')).toBe('');
  expect(lastWord('Traceback (most recent call last):\n  File "a.py", line 1\nKeyError: \'items\'\n')).toBe(
    "KeyError: 'items'",
  );
  expect(
    lastWord('error: No such import\n  hint: add it\n    at file:///a.js:1:2\n\nStack backtrace:\n   0: <unknown>\n'),
  ).toBe('error: No such import');
  expect(lastWord('panic: no list\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:3 +0x1d\nexit status 2\n')).toBe(
    'panic: no list',
  );
  const java = 'Exception in thread "main" java.io.IOException: 429\n\tat a.B.c(B.java:3)\n\t... 2 more\n';
  expect(lastWord(java)).toBe('Exception in thread "main" java.io.IOException: 429');
  expect(lastWord("a.rb:1:in `b': no list (KeyError)\n\tfrom a.rb:3:in `<main>'\n")).toBe(
    "a.rb:1:in `b': no list (KeyError)",
  );
});
