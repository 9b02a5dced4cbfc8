import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { drillCommand } from '../../../cli/drill.ts';
import { findEnvFile } from '../../../cli/environment/env-file.ts';
import { mockCommand } from '../../../cli/mock.ts';
import { readData } from '../../../cli/mock-data.ts';
import { proveCommand } from '../../../cli/prove.ts';
import { recordCommand } from '../../../cli/record.ts';
import { checkPlace, checkWritable } from '../../../cli/writable.ts';
import { readBounded } from '../../../spec/bounded-file.ts';
import { asset } from '../../../spec/asset.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { complaint, mitp } from './mitp.ts';
import { SLOW } from '../slow.ts';

let folder: string;
test.beforeEach(() => {
  // Blanks and letters of other alphabets, as in the home folders of people.
  folder = mkdtempSync(join(tmpdir(), 'mitp Ürün 東 '));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOWHERE = '/proc/no/such/folder';

/** What a command says to a mistake in its call, before it does anything. */
async function mistake(command: ReturnType<typeof mockCommand>, args: readonly string[]): Promise<string> {
  const said = await command.parseAsync([...args], { from: 'user' }).then(String, (error: unknown) => error);
  if (!(said instanceof UserError)) throw new Error(`want a user's mistake, got ${String(said)}`);
  expect(said.message).not.toContain('\n');
  return said.message;
}

test('a place that takes no file is told before anything is done, by every command that writes', async () => {
  test.skip(process.platform !== 'linux', '/proc takes no files');
  expect(await mistake(mockCommand(), ['--port', '0', '--state', `${NOWHERE}/s.json`])).toContain('--state FILE');
  expect(await mistake(recordCommand(), ['--embedded', '--out', `${NOWHERE}/r.json`])).toContain('--out FILE');
  expect(await mistake(recordCommand(), ['--embedded', '--out', folder])).toContain('it is there, and no file');
  const dir = ['--report-dir', NOWHERE];
  expect(await mistake(drillCommand(), [...dir, '--', 'true'])).toContain('Choose another folder with --report-dir');
  expect(await mistake(proveCommand(), [...dir, '--class', 'paging'])).toContain('Choose another folder');
  writeFileSync(join(folder, 'file'), '');
  expect(() => checkWritable({ MITP_REPORT_DIR: join(folder, 'file', 'reports') })).toThrow(/cannot be written to/);
  checkPlace(join(folder, 'new.json'), '--out');
  checkWritable({ MITP_REPORT_DIR: join(folder, 'a', 'b c') });
});

test('a file without an end is rejected by its length, whatever it was to be', () => {
  test.skip(process.platform === 'win32', 'there is no /dev/zero');
  expect(() => readBounded('/dev/zero', 5_000)).toThrow('it is longer than 5000 bytes');
  expect(readBounded(asset('package.json')).toString()).toContain('"myitprocess-contract"');
  expect(() => readData('/dev/zero')).toThrow(/cannot be read: it is longer than 512 MiB/);
});

test('.env may be a folder (Python has such), a link, or in the project’s folder above', () => {
  const below = join(folder, 'packages', 'a');
  mkdirSync(below, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  expect(findEnvFile(below)).toBeUndefined();
  mkdirSync(join(below, '.env'));
  writeFileSync(join(folder, 'real'), '');
  symlinkSync(join(folder, 'real'), join(folder, '.env'));
  expect(findEnvFile(below)).toBe(join(folder, '.env'));
});

test(
  'a folder with blanks and umlauts, no HOME, Windows line ends and CI=1 are no obstacle: the run gets as far as the target',
  SLOW,
  async () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, '.env'), 'MITP_BASE_URL=http://[::1]:9/public-api/v1\r\nMITP_API_KEY=k3yVaLu3\r\n');
    const ended = await mitp(['verify', '--require-target'], { HOME: '', CI: '1' }, folder);
    expect(complaint(ended)).toContain('cannot reach http://[::1]:9/public-api/v1');
  },
);

test('a temporary folder that is not there is one line, from every command', async () => {
  const ended = await Promise.all(['verify', 'mock', 'drill'].map((name) => mitp([name], { TMPDIR: NOWHERE }, folder)));
  for (const one of ended) expect(complaint(one)).toContain('Name another in TMPDIR');
});
