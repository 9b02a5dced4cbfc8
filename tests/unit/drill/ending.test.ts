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
  expect(
    lastWord(
      'x.exs:1: warning\n** (RuntimeError) no list\n    e.exs:1: (file)\n    (elixir 1.14.0) lib/c.ex:1: C.f/2\n',
    ),
  ).toBe('** (RuntimeError) no list');
  const task =
    '[error] Task #PID<0.9.0> terminating\n** (RuntimeError) no list\n    (stdlib 4.2) erl_eval.erl:7: :e.f/7\n';
  expect(lastWord(`${task}Function: #Function<43.3/0 in :e.f/6>\n    Args: []\n`)).toBe('** (RuntimeError) no list');
  expect(lastWord('Error in f(1) : no list\nCalls: f -> g\nExecution halted\n')).toBe('Error in f(1) : no list');
  expect(lastWord('Error in f(1) : \n  no list\nExecution halted\n')).toBe('Error in f(1) : no list');
  expect(lastWord('Error:\n! no list\nBacktrace:\n    ▆\n 1. └─global f()\nExecution halted\n')).toBe('Error: no list');
  expect(lastWord('error: no list\n      at get (/e.ts:38:29)\n\nBun v1.4.5 (Linux x64)\n')).toBe('error: no list');
  const tcl =
    '/clients: no list\n    while executing\n"error $body"\n    (procedure "all" line 6)\n    invoked from within\n"main"\n';
  expect(lastWord(tcl)).toBe('/clients: no list');
});
