import { get } from 'node:http';
import { expect, test } from '@playwright/test';
import { rejectWith } from '../../../mocks/pipeline/rejections.ts';
import { withMock } from './send.ts';

/** The status for a request that names this host, as a page does whose name was made to resolve to 127.0.0.1. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

test('The control side and the portal are served under the names of this machine alone', async () => {
  await withMock(async ({ controlUrl, portalUrl, url }) => {
    const { port } = new URL(url);
    for (const page of [`${controlUrl}/clock`, portalUrl]) {
      for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) expect(await statusFor(page, host)).not.toBe(403);
      for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example'])
        expect(await statusFor(page, host), `${page} ${host}`).toBe(403);
    }
  });
});

test('A rejection holds no text that a browser could take for markup', () => {
  const { body } = rejectWith('badRequest', { detail: '<script>alert(1)</script>', errors: { page: ['<b>'] } });
  expect(String(body)).not.toContain('<');
  expect(JSON.parse(String(body))).toMatchObject({ detail: '<script>alert(1)</script>', errors: { page: ['<b>'] } });
});
