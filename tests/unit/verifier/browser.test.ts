import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../../../verifier/browser.ts';

test('a full Chromium has turned off what Playwright turns off, and more', async () => {
  const [program, args] = [test.info().outputPath('chromium'), test.info().outputPath('arguments')];
  // Made by Playwright, whose own switch comes first.
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${args}'\n`);
  chmodSync(program, 0o755);
  await chromium.launch(launchOptions(program)).catch(() => undefined);
  const switches = readFileSync(args, 'utf8').match(/(?<=^--disable-features=).*/gm) ?? [];
  const [playwrights = [], ours = []] = switches.map((list) => list.split(','));
  expect(switches).toHaveLength(2);
  expect(ours).toEqual(expect.arrayContaining(playwrights));
  expect(ours).toContain('WebUIOmniboxPopup');
});
