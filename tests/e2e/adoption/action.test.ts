import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { copyInto, emptyRepository, runAction } from './runner.ts';

/** A mock whose windows pass quickly: it stands for somebody's staging. */
const staging = (faults: readonly string[] = []) => startMock({ rateWindowSeconds: 1, size: 'small', faults });

/** What a workflow of somebody else's gives the action. */
const inputsFor = ({ baseUrl, keys }: Awaited<ReturnType<typeof staging>>) => ({
  'base-url': baseUrl,
  'api-key': keys.active,
  'rate-window-seconds': '1',
  suites: 'contract',
  depth: 'quick',
});

test('from an empty repository the action judges a server, and leaves reports, summary, history and outputs', async () => {
  const [mock, caller] = [await staging(), await emptyRepository()];
  const { code, log, summary, outputs, used } = await runAction(caller, inputsFor(mock));
  await mock.close();
  expect(code, log).toBe(0);
  expect(log).not.toContain(mock.keys.active);
  expect(log).not.toContain('set but empty');
  expect(summary).toMatch(/^# myITprocess contract: conforms/);
  expect(outputs).toEqual({ 'exit-code': '0', 'report-dir': './myitprocess-report' });
  expect(existsSync(join(caller, 'myitprocess-report/report.html'))).toBe(true);
  expect(used.map(({ action }) => action.split('@')[0])).toEqual([
    'actions/setup-node',
    'actions/cache/restore',
    'actions/cache/save',
    'actions/upload-artifact',
  ]);
});

test('a broken clause fails the job; annotation and SARIF show it at the workflow of the caller', async () => {
  const [mock, caller] = [await staging(['page-zero-based']), await emptyRepository()];
  const { code, log, used } = await runAction(caller, { ...inputsFor(mock), 'code-scanning': 'true', history: 'none' });
  await mock.close();
  expect(code, log).toBe(1);
  expect(log).toMatch(/^::error file=\.github\/workflows\/contract\.yml,line=1,title=PAG-/m);
  const upload = used.find(({ action }) => action.startsWith('github/codeql-action/upload-sarif'));
  expect(upload?.with['sarif_file']).toContain('/myitprocess-report/results.sarif');
  const sarif = readFileSync(join(caller, 'myitprocess-report/results.sarif'), 'utf8');
  expect([...sarif.matchAll(/"uri": "(.*)"/g)].every(([, uri]) => uri === '.github/workflows/contract.yml')).toBe(true);
});

test("the caller's contract and known findings count: the finding warns, and is shown at the operation", async () => {
  const known = ['PAG-01']
    .map((id) => `  - { clause: ${id}, reason: agreed with the vendor, until: 2099-12-31 }`)
    .join('\n');
  const [mock, caller] = [
    await staging(['page-zero-based']),
    await emptyRepository({ 'agreed.yaml': `findings:\n${known}\n` }),
  ];
  copyInto(caller, 'spec/openapi.yaml', 'api.yaml');
  const inputs = { ...inputsFor(mock), contract: 'api.yaml', 'known-findings': 'agreed.yaml', history: 'none' };
  const { log } = await runAction(caller, inputs);
  await mock.close();
  expect(log).toMatch(/^::warning file=api\.yaml,line=\d\d+,title=PAG-01 /m);
  expect(log).not.toMatch(/^::error .*title=PAG-01 /m);
});

test('a target that is not set, a forgotten secret and a mistake in the call are never green', async () => {
  const caller = await emptyRepository();
  const ends = async (inputs: Record<string, string>) => (await runAction(caller, { history: 'none', ...inputs })).code;
  expect(await ends({})).toBe(2);
  expect(await ends({ 'base-url': '', 'api-key': 'x'.repeat(40) })).toBe(2);
  expect(await ends({ 'base-url': 'http://127.0.0.1:9/public-api/v1', 'api-key': '' })).toBe(2);
  expect(await ends({ command: 'juge' })).toBe(2);
  expect(await ends({ command: 'drill' })).toBe(2);
  expect(await ends({ 'report-dir': '../outside' })).toBe(2);
});

test('no input is a command: not the depth, not the name of a branch, not a target', async () => {
  const caller = await emptyRepository();
  const evil = '$(touch pwned); touch pwned; `touch pwned` "';
  const inputs = [
    'depth',
    'suites',
    'seed',
    'base-url',
    'api-key',
    'history',
    'report-dir',
    'target',
    'command',
    'artifact',
  ];
  for (const input of inputs) {
    const { code } = await runAction(caller, { history: 'none', [input]: evil });
    expect(code, input).not.toBe(0);
  }
  expect(existsSync(join(caller, 'pwned'))).toBe(false);
});

test('the action drills a client of the caller', async () => {
  const client = `for await (const page of [1]) {
  const response = await fetch(process.env.MITP_BASE_URL + '/clients', {
    headers: { 'mitp-api-key': process.env.MITP_API_KEY },
    signal: AbortSignal.timeout(2000),
  });
  console.log(JSON.stringify((await response.json()).items));
}`;
  const caller = await emptyRepository({ 'client.mjs': client });
  const { code, log, summary } = await runAction(caller, {
    command: 'drill',
    client: 'node client.mjs',
    history: 'none',
  });
  expect(code, log).toBe(1);
  expect(summary).toContain('USE-');
});

test('the history goes to a branch of the caller, beside what others pushed in between', async () => {
  const [mock, caller] = [await staging(), await emptyRepository()];
  const inputs = { ...inputsFor(mock), history: 'contract-history' };
  for (const attempt of [1, 2]) {
    const { code, log } = await runAction(caller, inputs);
    expect(code, log).toBe(0);
    const files = execFileSync('git', ['ls-tree', '-r', '--name-only', 'contract-history'], {
      cwd: `${caller}-origin`,
      encoding: 'utf8',
    });
    expect(files.trim().split('\n')).toHaveLength(attempt);
    expect(files).toMatch(/^nightly-myitprocess-report\/\d{8}T\d+Z-.*\.json$/m);
  }
  await mock.close();
  // The checkout itself is as it was.
  expect(execFileSync('git', ['status', '--porcelain', '-uno'], { cwd: caller, encoding: 'utf8' })).toBe('');
});
