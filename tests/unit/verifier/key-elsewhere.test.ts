import { expect, test } from '@playwright/test';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { auth04 } from '../../auth/checks/auth-04.ts';

/** The headers in which AUTH-04 sends a key, for a contract whose key travels in this one. */
function headersFor(keyHeader: string): Set<string> {
  const target = { baseUrl: '', embedded: true, quiet: true, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const contract = { ...sampleContract(), keyHeader };
  const groups = auth04.requestGroups?.({ contract, target, recorder: new Recorder(), depth: 'full', seed: 1 }) ?? [];
  return new Set([...groups].flatMap(({ requests }) => requests.flatMap(({ headers }) => Object.keys(headers))));
}

test('AUTH-04 does not send a key in the header that the contract names, whatever its case', () => {
  expect([...headersFor('mitp-api-key')]).toEqual(expect.arrayContaining(['x-api-key', 'authorization', 'cookie']));
  expect([...headersFor('X-Api-Key')]).not.toContain('x-api-key');
  expect([...headersFor('Authorization')]).not.toContain('authorization');
});
