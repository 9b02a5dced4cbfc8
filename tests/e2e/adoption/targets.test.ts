import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { mitp } from '../../unit/cli/mitp.ts';

function file(text: string): string {
  const folder = test.info().outputPath('targets');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'targets.yaml'), text);
  return join(folder, 'targets.yaml');
}

test('each target is judged with its own key, in its own folder, and one page goes across them', async () => {
  const mocks = await Promise.all([1, 2].map(() => startMock({ rateWindowSeconds: 1, size: 'small' })));
  const [one, two] = mocks.map(({ baseUrl }) => baseUrl);
  const set = '{ MITP_RATE_WINDOW_SECONDS: 1 }';
  const targets = file(`targets:
  - { name: staging, baseUrl: '${one ?? ''}', keys: { MITP_API_KEY: STAGING_KEY }, set: ${set} }
  - { name: preview, baseUrl: '${two ?? ''}', keys: { MITP_API_KEY: PREVIEW_KEY }, set: ${set} }
  - { name: region, baseUrl: 'http://127.0.0.1:9/public-api/v1', keys: { MITP_API_KEY: NOT_SET } }
`);
  const keys = { STAGING_KEY: mocks[0]?.keys.active ?? '', PREVIEW_KEY: mocks[1]?.keys.active ?? '' };
  const out = test.info().outputPath('out');
  const args = ['verify', '--targets', targets, '--suite', 'contract', '--depth', 'quick', '--report-dir', out];
  const { code, stderr } = await mitp(args, keys);
  await Promise.all(mocks.map((mock) => mock.close()));
  expect(code, stderr).toBe(2);
  const summary = readFileSync(join(out, 'summary.md'), 'utf8');
  expect(summary).toMatch(/^\| \[staging\]\(staging\/summary\.md\) \| conforms \| \d+ \|/m);
  expect(summary).toMatch(/^\| \[preview\]\(preview\/summary\.md\) \| conforms \| \d+ \|/m);
  expect(summary).toMatch(/^\| region \| inconclusive \|/m);
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('href="staging/report.html"');
  for (const key of Object.values(keys)) expect(stderr).not.toContain(key);
});
