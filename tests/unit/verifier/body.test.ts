import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { bodyText, MOST_BYTES } from '../../../verifier/body.ts';

const plain = Buffer.from('{"page":1}');

test('a body is read in the content codings that its response names, the last one first', () => {
  for (const [bytes, ...codings] of [
    [plain],
    [plain, 'identity'],
    [gzipSync(plain), 'gzip'],
    [gzipSync(plain), ' GZIP '],
    [brotliCompressSync(plain), 'br'],
    [deflateSync(plain), 'deflate'],
    [deflateRawSync(plain), 'deflate'],
    [gzipSync(brotliCompressSync(plain)), 'br, gzip'],
    [gzipSync(brotliCompressSync(plain)), 'br', 'gzip'],
  ] as const)
    expect(bodyText(bytes, codings), codings.join()).toEqual({ text: '{"page":1}' });
  expect(bodyText(Buffer.alloc(0), ['gzip']), 'nothing is in every coding').toEqual({ text: '' });
  expect(bodyText(Buffer.from('\uFEFF{}'))).toEqual({ text: '{}', mark: true });
});

test('a body that is in another coding, or too long, is told, with what can be shown of it', () => {
  const garbled = (bytes: Buffer, ...codings: string[]) => bodyText(bytes, codings);
  expect(garbled(plain, 'gzip')).toEqual({ text: '{"page":1}', garbled: expect.stringContaining('not gzip') });
  expect(garbled(plain, 'secret')).toEqual({
    text: '{"page":1}',
    garbled: 'secret, which this Node cannot read',
  });
  const longest = Buffer.alloc(MOST_BYTES, 'x');
  expect(garbled(longest)).toEqual({ text: longest.toString() });
  const tooLong = 'longer than 8 MB: it was not read to its end';
  expect(garbled(Buffer.alloc(MOST_BYTES + 1, 'x'))).toEqual({ text: 'x'.repeat(65_536), garbled: tooLong });
  expect(garbled(gzipSync(Buffer.alloc(MOST_BYTES + 1)), 'gzip')).toEqual({ text: '', garbled: tooLong });
});
