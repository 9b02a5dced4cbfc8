import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMock, type Mock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { BLOCKS, textOf } from '../../unit/adoption/docs.ts';
import { pack, typed } from './packed.ts';

// A repository of somebody else's, which installs the packed package and does what the pages say, to the letter.
let [home, tarball] = ['', ''];
let staging: Mock;
let webhook: Server;
const told: string[] = [];

/** It reads one page, and knows of no other. */
const CLIENT = `
const headers = { 'mitp-api-key': process.env.MITP_API_KEY };
fetch(process.env.MITP_BASE_URL + '/clients', { headers, signal: AbortSignal.timeout(5000) }).then(async (response) => {
  if (!response.ok) throw new Error('status ' + response.status);
  console.log(JSON.stringify((await response.json()).items));
});
`;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  home = mkdtempSync(join(tmpdir(), 'mitp-start-'));
  tarball = pack(home);
  // It stands for somebody's staging.
  staging = await startMock({ rateLimit: 100, rateWindowSeconds: 3, size: 'small', variants: ['forbidden'] });
  webhook = createServer((request, response) => {
    request.on('data', (text: Buffer) => told.push(String(text))).on('end', () => response.end('ok'));
  }).listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  execFileSync('git', ['init', '-q', '.'], { cwd: home });
  writeFileSync(join(home, 'my-client.js'), CLIENT);
  cpSync(asset('tests/unit/spec/fixtures/swashbuckle.json'), join(home, 'swagger.json'));
  const [install = ''] = BLOCKS.filter(({ page }) => page === 'docs/start.md').map(({ text }) => text);
  await type(install);
  const [settings = ''] = section('docs/start.md', 'Judge our staging');
  const values = settings.replace(/https:\S+/, staging.baseUrl).replace('...', staging.keys.active);
  writeFileSync(join(home, '.env'), `${values}MITP_RATE_LIMIT=100\nMITP_RATE_WINDOW_SECONDS=3\n`);
  appendFileSync(join(home, '.gitignore'), '.env\nnode_modules\n');
});
test.afterAll(async () => {
  await staging.close();
  webhook.close();
  rmSync(home, { recursive: true, force: true });
});

/** The blocks of a section of a page, by the beginning of its heading. */
function section(page: string, heading: string): string[] {
  const [, body = ''] = new RegExp(`^## ${heading}[^]*?\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(textOf(page)) ?? [];
  return [...body.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, text = '']) => text);
}

const ours = (line: string) =>
  line
    .replace('git+https://github.com/OWNER/myitprocess-contract.git', tarball)
    .replace('MITP_WEBHOOK_URL=...', `MITP_WEBHOOK_URL=http://127.0.0.1:${(webhook.address() as AddressInfo).port}`);

/** Runs the lines of a block, one after the other, as somebody types them. @returns the exit code and output of each */
async function type(block: string, ends: readonly number[] = [0]): Promise<string> {
  let output = '';
  for (const line of block.trim().split('\n')) {
    const { code, output: own } = await typed(ours(line), home);
    expect(ends, `${line}\n${own}`).toContain(code);
    output += own;
  }
  return output;
}

test('docs/start.md: a verdict on a staging server, from nothing', async () => {
  const [, judge = ''] = section('docs/start.md', 'Judge our staging');
  expect(await type(judge)).toMatch(/Verdict: conforms[^]*Verdict: conforms/);
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: home, encoding: 'utf8' })).not.toContain('.env');
});

test('docs/start.md: a mock to work against', async () => {
  const [serve = ''] = section('docs/start.md', 'A mock to work against');
  expect(await banner(ours(serve).replace('mock ', 'mock --port 0 '))).toMatch(/API +http:\S+\/public-api\/v1/);
});

test('docs/start.md: every night', async () => {
  test.setTimeout(600_000);
  const [nightly = ''] = section('docs/start.md', 'Every night');
  expect(await type(nightly)).toMatch(/told slack|nothing changed: no message sent/);
  await type(`${nightly.split('\n').at(-2)?.split('#')[0] ?? ''} --always`);
  expect(told.join('')).toContain('myITprocess');
  expect(existsSync(join(home, 'contract', 'report.html'))).toBe(true);
});

test('docs/start.md: a drill finds that a client reads one page alone', async () => {
  const [drill = ''] = section('docs/start.md', 'Drill a client');
  expect(await type(drill, [0, 1])).toContain('USE-07');
});

test("docs/start.md: the vendor's own file is taken over", async () => {
  const [take = ''] = section('docs/start.md', 'Take over');
  expect(await type(take)).toContain('Verdict: conforms');
});

/** Starts what serves, waits until it says where, and stops it with Ctrl-C. */
function banner(line: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', `exec ${line.trim()}`], { cwd: home, detached: true });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += String(chunk);
      if (text.includes('/public-api/v1') && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    });
    child.on('close', () => resolve(text));
  });
}

test('every TypeScript snippet of the pages compiles against the installed package, strictly', () => {
  const known = "import { expect } from '@playwright/test';\nimport { startMock } from 'myitprocess-contract';\n";
  const given = `${known}const mock = await startMock();\n`;
  const files = BLOCKS.filter(({ language }) => language === 'ts').map(({ text }, at) => {
    const name = `snippet-${at}.mts`;
    writeFileSync(join(home, name), text.includes('import ') ? text : `${given}${text}`);
    return name;
  });
  expect(files.length).toBeGreaterThan(3);
  const tsc = asset('node_modules/typescript/bin/tsc');
  const types = ['--typeRoots', asset('node_modules/@types'), '--types', 'node'];
  const options = ['--noEmit', '--module', 'nodenext', '--target', 'es2023', '--strict', '--skipLibCheck', ...types];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], { cwd: home, encoding: 'utf8' });
  expect(stdout).toBe('');
});

test('the README judges a server in a repository of its own: install, .env, one command', async () => {
  test.setTimeout(300_000);
  const own = section('README.md', 'Judge a server').join('\n');
  for (const name of ['MITP_BASE_URL', 'MITP_API_KEY']) expect(own).toContain(`${name}=`);
  const [help = ''] = section('README.md', 'Install')
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('npx'));
  expect(await type(help)).toContain('verify');
  const snippet = BLOCKS.find(({ page, language }) => page === 'README.md' && language === 'ts')?.text ?? '';
  writeFileSync(join(home, 'readme.mjs'), snippet);
  await type('node readme.mjs');
  expect(readFileSync(join(home, 'package.json'), 'utf8')).toContain('myitprocess-contract');
});
