import type { Samples } from '../../../verifier/samples/sample.ts';
import { docsCheck, shown } from '../evidence/docs.ts';
import { UNUSABLE, WANTS } from '../evidence/names.ts';
import { sawDocs } from '../evidence/samples.ts';

/** DOC-02: *Authorize* takes the key; *Execute* shows the curl command, the request URL, and the response. */
export const doc02 = docsCheck('DOC-02', [
  shown('authorized', 'a key that Authorize takes'),
  shown('executed', 'an operation that can be tried out and executed'),
  shown('curl', 'the curl command, with the key'),
  shown('url', 'the request URL'),
  // 429 shows that the key was sent, too: somebody else may be using the quota.
  {
    fact: 'status',
    holds: (value) => value === '200' || value === '429',
    want: 'the response code 200',
    unusable: (value) => ['502', '503', '504', UNUSABLE].includes(String(value)) || String(value).startsWith(WANTS),
  },
  shown('details', 'the response body and headers'),
]);

export const samples: Samples = {
  passes: [...sawDocs('try', 'authorized', true), ...sawDocs('try', 'status', '200')],
  rejects: [[...sawDocs('try', 'authorized', true), ...sawDocs('try', 'status', '401')]],
};
