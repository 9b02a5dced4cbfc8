import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readTargets } from '../../../cli/environment/targets-file.ts';
import { verifyTargets } from '../../../cli/verify-targets.ts';
import { SUITES } from '../../../verifier/suites.ts';
import { complaint, mitp } from '../cli/mitp.ts';

function file(text: string): string {
  const folder = test.info().outputPath('targets');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'targets.yaml'), text);
  return join(folder, 'targets.yaml');
}

test('a target takes nothing from the environment but what its entry names', () => {
  const targets = file(`targets: [{ name: a, baseUrl: 'https://a.example', keys: { MITP_API_KEY: A_KEY } }]`);
  const env = {
    MITP_FOREIGN_API_KEY: 'of another',
    MITP_PORTAL_URL: 'https://b.example',
    A_KEY: 'k',
    HTTPS_PROXY: 'p',
  };
  expect(readTargets(targets, env)[0]?.env).toEqual({
    A_KEY: 'k',
    HTTPS_PROXY: 'p',
    MITP_BASE_URL: 'https://a.example',
    MITP_API_KEY: 'k',
  });
});

test('a mistake in the file is one line with the fix', async () => {
  const options = { suites: SUITES, depth: 'quick', seed: 1, strict: false, json: false } as const;
  const said = (text: string, only?: string) => verifyTargets(file(text), only, options, {}).catch(String);
  expect(await said('targets: []')).toContain('write a list, such as targets:');
  expect(await said('targets: [{ name: ../x, baseUrl: y }]')).toContain("it is the name of its report's folder");
  expect(await said('targets: [{ name: x }]')).toContain('"baseUrl" is the API base');
  expect(await said('targets: [{ name: x, url: y }]')).toContain('there is no "url": name, baseUrl, keys, set.');
  expect(await said('targets: [{ name: x, baseUrl: y, keys: { MITP_APIKEY: Z } }]')).toContain(
    'did you mean MITP_API_KEY?',
  );
  expect(await said('targets: [{ name: x, baseUrl: y }, { name: x, baseUrl: y }]')).toContain('two targets x');
  expect(await said('targets: [{ name: x, baseUrl: y }]', 'z')).toContain('no target "z": there is x.');
  expect(complaint(await mitp(['verify', '--target', 'z']))).toContain('add --targets FILE');
});

test('a target without its key names the variable that has to be set', async () => {
  const options = { suites: SUITES, depth: 'quick', seed: 1, strict: false, json: false } as const;
  const targets = file(
    `targets: [{ name: a, baseUrl: 'http://127.0.0.1:9/public-api/v1', keys: { MITP_API_KEY: A_KEY } }]`,
  );
  const reportDir = test.info().outputPath('report');
  expect(await verifyTargets(targets, undefined, { ...options, reportDir }, {})).toBe(2);
  expect(readFileSync(join(reportDir, 'summary.md'), 'utf8')).toMatch(
    /contract: 1 target\n[^]*A_KEY, which holds MITP_API_KEY, is not set/,
  );
});
