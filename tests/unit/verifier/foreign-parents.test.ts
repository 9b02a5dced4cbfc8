import { expect, test } from '@playwright/test';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { bodyOf, problem, trySample, type SampleServer } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { auth08 } from '../../auth/checks/auth-08.ts';

const EMPTY = { page: 1, pageSize: 100, totalCount: 0, items: [] };
const sampled = sampleServer();

/** A server whose other provider has one recommendation, 77; below it the active key gets an empty list. */
const server =
  (ownTotal: (seen: number) => number, absent: number): SampleServer =>
  (request) => {
    const { target, headers } = request;
    const isOwn = headers[KEY_HEADER] === '{{active}}';
    if (target === '/recommendations' && !isOwn) return { body: { ...EMPTY, totalCount: 1, items: [{ id: 77 }] } };
    if (!isOwn || target === '/recommendations/77/configurations') return { body: EMPTY };
    if (/\d{9}\/configurations/.test(target)) return absent === 404 ? problem(404, 'Not Found') : { body: EMPTY };
    const body = bodyOf(sampled(request));
    return target === '/recommendations' ? { body: { ...body, totalCount: ownTotal(body.totalCount) } } : { body };
  };

const verdict = (...options: Parameters<typeof server>) => trySample(auth08, server(...options)).verdict.kind;

test('an empty list below a row of the other provider breaks AUTH-08 where an id that nobody has gets 404', () => {
  expect(verdict((seen) => seen, 404)).toBe('fail');
  expect(verdict((seen) => seen, 200)).toBe('pass');
});

test('an id that may be one of our own rows, which were not all seen, breaks nothing', () => {
  expect(verdict((seen) => seen + 900, 404)).toBe('pass');
});
