import { request } from 'node:http';
import { expect, test } from '@playwright/test';

import { startMock } from '../../../mocks/index.ts';

/** The content coding of a response to a request with this Accept-Encoding. */
function codingFor(url: string, headers: Record<string, string>): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume().on('end', () => resolve(response.headers['content-encoding']));
    })
      .on('error', reject)
      .end();
  });
}

for (const [variant, coding, other] of [
  ['gzip', 'gzip', 'br'],
  ['brotli', 'br', 'gzip'],
  ['deflate', 'deflate', 'gzip, br'],
] as const) {
  test(`${variant} packs for those who take it, or do not say`, async () => {
    await using mock = await startMock({ size: 'small', variants: [variant] });
    const coded = (accept?: string) =>
      codingFor(`${mock.baseUrl}/clients`, {
        'mitp-api-key': mock.keys.active,
        ...(accept !== undefined && { 'accept-encoding': accept }),
      });
    for (const accept of [undefined, coding, `${other}, ${coding.toUpperCase()};q=0.5`, '*'])
      expect(await coded(accept), accept).toBe(coding);
    for (const accept of ['identity', '', other, `${coding};q=0, *`, `${coding};q=0.0`])
      expect(await coded(accept), accept).toBeUndefined();
  });
}
