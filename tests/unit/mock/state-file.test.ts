import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';

import { readState, writeState } from '../../../cli/mock-state.ts';
import { createClock } from '../../../mocks/clock.ts';
import { startMock } from '../../../mocks/index.ts';
import { limiterOf } from '../../../mocks/limits/index.ts';
import { asset } from '../../../spec/asset.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitp-state-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function snapshotOfMock() {
  await using mock = await startMock({ size: 'empty' });
  return mock.snapshot();
}

test('A state file is for its owner alone, whatever it was before, and holds nothing beside itself', async () => {
  const file = join(folder, 'state.json');
  const snapshot = await snapshotOfMock();
  writeFileSync(file, 'of before', { mode: 0o666 });
  chmodSync(file, 0o666);
  writeState(file, snapshot);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readState(file)).toEqual(JSON.parse(JSON.stringify(snapshot)));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('A disk that is full leaves the state of before, says so, and leaves no half behind', async () => {
  test.skip(process.platform === 'win32', 'a shell that limits the size of files');
  const file = join(folder, 'state.json');
  const snapshot = await snapshotOfMock();
  writeState(file, snapshot);
  const before = readFileSync(file, 'utf8');
  const script = `
    import { writeState } from ${JSON.stringify(pathToFileURL(asset('cli/mock-state.ts')).href)};
    import { readFileSync } from 'node:fs';
    const snapshot = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
    snapshot.providers = Array.from({ length: 2000 }, () => snapshot.providers[0]);
    try { writeState(${JSON.stringify(file)}, snapshot); } catch (error) { console.log(error.name, error.message); }`;
  // No file may grow beyond 64 KB, as on a disk with that much room; without the signal that would end the process.
  const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" --import tsx --input-type=module -e "$1"`;
  const { stdout } = spawnSync('bash', ['-c', limited, process.execPath, script], {
    cwd: asset('.'),
    encoding: 'utf8',
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
  });
  expect(stdout).toMatch(/UserError The state could not be saved to .*EFBIG.*\. The file of before is kept\./);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

const MALFORMED: readonly [what: string, text: string][] = [
  ['nothing', ''],
  ['half of one', '{"version":1,"clock":{"off'],
  ['a list', '[]'],
  ['another version', '{"version":2}'],
  ['null', 'null'],
  ['parts of other kinds', '{"version":1,"clock":7,"providers":{},"keys":"x","budgets":[],"faults":{},"latency":null}'],
  ['members named like methods', '{"__proto__":{"version":1},"constructor":1,"toString":2}'],
  ['a nest of 100,000', '['.repeat(100_000)],
];

test('A file that holds no snapshot is rejected with a line that names it and says what to do', () => {
  const file = join(folder, 'state.json');
  for (const [what, text] of MALFORMED) {
    writeFileSync(file, text);
    expect(() => readState(file), what).toThrow(/^.*state\.json is no snapshot of a mock \(.+\)\. Name another file/);
    expect(readFileSync(file, 'utf8'), what).toBe(text);
  }
});

test('A file without an end, a folder and a pipe are rejected, not waited for', () => {
  test.skip(process.platform === 'win32', 'there are no such files');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const file of ['/dev/zero', folder, pipe])
    expect(() => readState(file)).toThrow(/cannot be read: it is no file\./);
});

test('A snapshot keeps instants: after a machine’s clock was put right nobody waits longer than a window', () => {
  const HOUR = 3_600_000;
  let machine = 10 * HOUR;
  const limit = { requests: 1, windowMs: 60_000 };
  // The machine's clock runs an hour ahead while the quota is used up.
  const before = createClock(() => machine + HOUR);
  const used = limiterOf('fixed-window', limit);
  used.spend('northwind', before.now());
  const saved = JSON.parse(JSON.stringify({ clock: before.snapshot(), accounts: used.snapshot() })) as {
    clock: ReturnType<typeof before.snapshot>;
    accounts: unknown;
  };
  const after = createClock(() => machine);
  after.restore(saved.clock);
  const limiter = limiterOf('fixed-window', limit);
  limiter.restore(saved.accounts);
  expect(after.now(), 'time did not run backwards').toBeGreaterThanOrEqual(saved.clock.now ?? Infinity);
  expect(limiter.spend('northwind', after.now()).allowed).toBe(false);
  machine += 60_001;
  expect(limiter.spend('northwind', after.now()).allowed).toBe(true);
});
