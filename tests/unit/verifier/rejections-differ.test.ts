import { expect, test } from '@playwright/test';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { problem, trySample } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { auth06 } from '../../auth/checks/auth-06.ts';

/** How AUTH-06 takes a server that rejects each inactive key with another text. */
function verdict(text: (count: number) => string, sent: (count: number) => Record<string, string> = () => ({})) {
  let count = 0;
  const server = responding(sampleServer(), ({ headers }) => {
    if (!/unknown|revoked|deleted/.test(String(headers[KEY_HEADER]))) return undefined;
    count += 1;
    return problem(401, text(count), sent(count));
  });
  return trySample(auth06, server).verdict;
}

test('rejections that differ in a number alone are alike; where they differ in words, AUTH-06 is not judged', () => {
  expect(verdict((count) => `Unauthorized, error ${count * 7919}`)).toMatchObject({ kind: 'pass' });
  const words = ['one', 'two', 'three', 'four', 'five'];
  expect(verdict((count) => `Unauthorized, ${words[count % 5]} of them`)).toMatchObject({ kind: 'not-run' });
});

test('headers of the connection tell nothing of a key, and neither does one that an unknown key got as well', () => {
  const text = () => 'Unauthorized';
  expect(verdict(text, (count) => (count % 3 === 0 ? { connection: 'close' } : {}))).toMatchObject({ kind: 'pass' });
  // Machines take turns: of the first three rejections two come from one of them.
  const machine = (count: number) => ({ 'x-served-by': count % 4 < 2 ? 'a' : 'b' });
  expect(verdict(text, (count) => machine(count + 1))).toMatchObject({ kind: 'pass' });
  expect(verdict(text, (count) => (count % 3 === 0 ? { 'x-reason': 'revoked' } : {}))).toMatchObject({ kind: 'fail' });
});
