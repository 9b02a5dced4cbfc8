import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asset } from '../../spec/asset.ts';

const TSC = asset('node_modules/typescript/bin/tsc');
let home = '';

/**
 * Installs the package as npm would: its packed files, built, beside links to its dependencies alone. `npm run check` checks
 * the types; here they are only written.
 */
test.beforeAll(() => {
  test.setTimeout(180_000);
  home = mkdtempSync(join(tmpdir(), 'mitp-installed-'));
  const modules = join(home, 'node_modules');
  const installed = join(modules, 'myitprocess-contract');
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent', '--ignore-scripts'], {
    cwd: asset('.'),
    encoding: 'utf8',
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  for (const { path } of files.filter((file) => !file.path.startsWith('dist/'))) {
    mkdirSync(dirname(join(installed, path)), { recursive: true });
    cpSync(asset(path), join(installed, path));
  }
  const { dependencies } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { dependencies: object };
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(asset(`node_modules/${name}`), join(modules, name));
  }
  // Built beside the checkout's node_modules, in which what is built in stands.
  execFileSync(process.execPath, [asset('build.mjs'), 'installed.local'], { stdio: 'ignore' });
  cpSync(asset('installed.local'), join(installed, 'dist'), { recursive: true });
  rmSync(asset('installed.local'), { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
});

test.afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the installed package judges the embedded mock by its compiled suites', () => {
  const cli = join(home, 'node_modules/myitprocess-contract/cli/mitp.mjs');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MITP_') && name !== 'FORCE_COLOR'),
  );
  const args = [cli, 'verify', '--suite', 'contract', '--depth', 'quick', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: home, env, encoding: 'utf8' });
  expect(stderr).toContain('Verdict: conforms');
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { totals: { pass: number } }).totals.pass).toBeGreaterThan(0);
});

test('startMock is imported by the package name, with types that a strict compiler takes', () => {
  const source = `import { startMock, type Mock } from 'myitprocess-contract';
const mock: Mock = await startMock({ size: 'small' });
const response: Response = await fetch(mock.baseUrl + '/clients', { headers: { 'mitp-api-key': mock.keys.active } });
process.stdout.write(String(response.status));
await mock.close();
`;
  writeFileSync(join(home, 'use.ts'), source);
  const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', '--skipLibCheck', '--types', 'node'];
  const compiled = spawnSync(process.execPath, [TSC, ...options, 'use.ts'], { cwd: home, encoding: 'utf8' });
  expect(compiled.stdout).toBe('');
  const ran = spawnSync(process.execPath, ['use.js'], { cwd: home, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  expect(ran.stdout.trim()).toBe('200');
});
