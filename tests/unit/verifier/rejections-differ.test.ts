import { expect, test } from '@playwright/test';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { problem, trySample } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { auth06 } from '../../auth/checks/auth-06.ts';

/** How AUTH-06 takes a server that rejects each inactive key with another text. */
function verdict(text: (count: number) => string) {
  let count = 0;
  const server = responding(sampleServer(), ({ headers }) =>
    /unknown|revoked|deleted/.test(String(headers[KEY_HEADER])) ? problem(401, text((count += 1))) : undefined,
  );
  return trySample(auth06, server).verdict;
}

test('rejections that differ in a number alone are alike; where they differ in words, AUTH-06 is not judged', () => {
  expect(verdict((count) => `Unauthorized, error ${count * 7919}`)).toMatchObject({ kind: 'pass' });
  const words = ['one', 'two', 'three', 'four', 'five'];
  expect(verdict((count) => `Unauthorized, ${words[count % 5]} of them`)).toMatchObject({ kind: 'not-run' });
});
