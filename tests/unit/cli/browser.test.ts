import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { findBrowser } from '../../../verifier/browser.ts';

test('a browser is looked for, not there, installed, looked for again and found', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mitp-no-browser-'));
  const options = await findBrowser();
  const real = options?.executablePath ?? chromium.executablePath();
  const module = pathToFileURL(asset('verifier/install-browser.ts')).href;
  // A wrapper that does not start is what a download without its libraries looks like.
  const broken = join(home, 'chromium');
  const found = join(home, 'chromium-headless-shell');
  const script = `
    import { writeFileSync } from 'node:fs';
    import { findBrowser } from ${JSON.stringify(new URL('browser.ts', module).href)};
    import { provideBrowser } from ${JSON.stringify(module)};
    writeFileSync(${JSON.stringify(broken)}, '#!/bin/sh\\nexit 127\\n', { mode: 0o755 });
    const before = await findBrowser();
    const install = [process.execPath, '-e', ${JSON.stringify(`fs.symlinkSync(${JSON.stringify(real)}, ${JSON.stringify(found)})`)}];
    const after = await provideBrowser((line) => console.log(line), [[['/no/such/command']], [install]]);
    console.log(before, after.executablePath);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: asset('.'),
    encoding: 'utf8',
    env: { PATH: home, HOME: home, PLAYWRIGHT_BROWSERS_PATH: home, TMPDIR: home },
  });
  const left = readdirSync(home).filter((name) => name.startsWith('playwright'));
  rmSync(home, { recursive: true });
  expect(stderr).toBe('');
  expect(left).toEqual([]);
  expect(stdout.match(/no Chromium starts here; installing one/g)).toHaveLength(2);
  expect(stdout.trim().split('\n').at(-1)).toBe(`null ${found}`);
});
