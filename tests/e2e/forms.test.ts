import { test, expect } from '@playwright/test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { asset } from '../../spec/asset.ts';

/** Runs `mitp` as a user does. */
function mitp(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [asset('cli/mitp.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

const forms = readdirSync(asset('tests/unit/spec/fixtures/forms')).filter((name) => name !== 'pascal-case.json');

for (const name of [...forms, '../swashbuckle.json']) {
  test(`suites and mock work by the contract that is imported from ${name}`, () => {
    test.setTimeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), 'form-'));
    const file = join(folder, 'openapi.yaml');
    const imported = mitp('spec', 'import', asset(`tests/unit/spec/fixtures/forms/${name}`), '--out', file);
    expect(imported.status, imported.said).toBe(0);
    expect(mitp('spec', 'check', file).status).toBe(0);
    const options = ['--embedded', '--suite', 'contract,auth', '--depth', 'quick', '--report-dir', join(folder, 'out')];
    const verified = mitp('verify', '--spec', file, ...options);
    expect(verified.status, verified.said).toBe(0);
    rmSync(folder, { recursive: true });
  });
}
