import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { mitp } from '../unit/cli/mitp.ts';

test('mitp prove writes matrix, JSON and badge, and ends with 0 when everything was found', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mitp-prove-'));
  try {
    const { code, stderr } = await mitp(['prove', '--fault', 'past-end-404', '--report-dir', dir]);
    expect(stderr).toContain('1 of 1 faults found on their clause');
    expect(code).toBe(0);
    expect(readFileSync(join(dir, 'prove.md'), 'utf8')).toContain('**PAG-06**');
    expect(existsSync(join(dir, 'badge.json'))).toBe(true);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
