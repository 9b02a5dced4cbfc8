import { expect, test } from '@playwright/test';
import { doc02 } from '../../auth/checks/doc-02.ts';
import { DOC, UNUSABLE, WANTS } from '../../auth/evidence/names.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { loadContract } from '../../../spec/contract.ts';

/** What the check says where *Execute* showed this status. */
function judged(status: string) {
  const recorder = new Recorder();
  recorder.observe({ scenario: DOC, step: 'try', fact: 'status', value: status });
  const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  return doc02.judge({ contract: loadContract(), target, recorder, depth: 'standard', seed: 1 });
}

test('DOC-02 does not blame the page for a gateway that answers in the place of the API', () => {
  expect(judged('503')).toMatchObject({ kind: 'not-run', why: expect.stringContaining('503 came in place') });
  expect(judged(UNUSABLE)).toMatchObject({ kind: 'not-run', why: expect.stringContaining('a broken connection') });
  expect(judged(`${WANTS}tenant`)).toMatchObject({ kind: 'not-run', why: expect.stringContaining('wants tenant') });
  expect(judged('200')).toMatchObject({ kind: 'pass' });
  expect(judged('500')).toMatchObject({ kind: 'fail' });
});
