import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parseEnvFile } from '../../../cli/environment/env-file.ts';
import { chooseTarget, pipelineWarning } from '../../../cli/environment/target.ts';
import { committable } from '../../../cli/environment/git-ignored.ts';
import { unknownNames } from '../../../cli/environment/variables.ts';
import { asset } from '../../../spec/asset.ts';
import { readConfig } from '../../../verifier/config.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { complaint, mitp } from './mitp.ts';
import { SLOW } from '../slow.ts';

const BASE = 'https://staging.example/public-api/v1';
const TARGET = { MITP_BASE_URL: BASE, MITP_API_KEY: 'k3yVaLu3' };

/** What is said of an environment and a file: a mistake (exit code 2), or notes beside the run. */
function said(env: Record<string, string>, file?: Buffer | string, flags: { requireTarget?: boolean } = {}) {
  const { values, problems } = parseEnvFile(Buffer.from(file ?? ''));
  try {
    const options = { requireTarget: false, embedded: false, ...flags, fileProblems: problems };
    const target = chooseTarget({ ...values, ...env }, options);
    readConfig(target.env);
    return { notes: target.notes.join(' '), isEmbedded: target.isEmbedded };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { mistake: error.message };
  }
}

const FILE = `MITP_BASE_URL=${BASE}\nMITP_API_KEY=k3yVaLu3\n`;

const FILES: readonly [what: string, file: Buffer | string, mistake: string][] = [
  [
    'UTF-16 as PowerShell writes it',
    Buffer.from(`\ufeff${FILE}`, 'utf16le'),
    "UTF-16, PowerShell's default: save it as",
  ],
  [
    'UTF-16, big-endian',
    Buffer.from(`\ufeff${FILE}`, 'utf16le').swap16(),
    'UTF-16, big-endian: save it as plain UTF-8',
  ],
  ['UTF-16 without its mark', Buffer.from(FILE, 'utf16le'), 'UTF-16 without its mark: save it as plain UTF-8'],
  ['UTF-8 with a byte order mark', `\ufeff${FILE}`, 'UTF-8 with a byte order mark (BOM): save it as'],
  ['a key with a # in it', `${FILE.trim()}#4711\n`, 'line 2: the value of MITP_API_KEY ends before the #'],
  ['an address with a # in it', `MITP_BASE_URL=${BASE}#x\n`, 'line 1: the value of MITP_BASE_URL ends before the #'],
  ['a key that begins with #', 'MITP_API_KEY=#4711\n', 'the value of MITP_API_KEY ends before the #'],
  [
    'a quote that is not closed',
    `MITP_API_KEY="k3y\n${FILE}`,
    'line 1: the quote that opens the value of MITP_API_KEY',
  ],
  ['YAML', `MITP_BASE_URL: ${BASE}\n`, 'line 1 is not read: write NAME=value'],
  ['PowerShell', `$env:MITP_BASE_URL = "${BASE}"\n`, 'line 1 is not read: write NAME=value'],
  ['a batch file', `set MITP_BASE_URL=${BASE}\n`, 'line 1 is not read: write NAME=value'],
];

for (const [what, file, mistake] of FILES) {
  test(`a file .env that is ${what} is a mistake that says what to do`, () => {
    expect(said({}, file).mistake).toContain(mistake);
  });
}

const READ_WELL: readonly string[] = [
  FILE,
  FILE.replaceAll('\n', '\r\n'),
  `# MITP_API_KEY=old#one\nexport MITP_BASE_URL = '${BASE}' # staging\nMITP_API_KEY="k3y#VaLu3"\n`,
  `OTHER=a#b\n${FILE}`,
  `${FILE}MITP_PORTAL_PASSWORD="one=\ntwo#\nthree"\n`,
];

for (const [at, file] of READ_WELL.entries()) {
  test(`a file .env that reads as it looks is taken without a word (${at + 1})`, () => {
    expect(said({}, file)).toEqual({ notes: '', isEmbedded: false });
  });
}

const MISTAKES: readonly [what: string, env: Record<string, string>, mistake: string][] = [
  [
    'a name of ours that is written wrong',
    { MITP_BASEURL: BASE },
    'MITP_BASEURL does not exist: did you mean MITP_BASE_URL?',
  ],
  ['a name in small letters', { mitp_base_url: BASE }, 'mitp_base_url does not exist: did you mean MITP_BASE_URL?'],
  ['a key under another name', { ...TARGET, MITP_API_KEY: '', MITP_APIKEY: 'k' }, 'did you mean MITP_API_KEY?'],
  ['an address under a name that does not exist', { MITP_STAGING: BASE }, 'MITP_STAGING does not exist'],
  ['a second key that is written wrong', { ...TARGET, MITP_SIBLNG_API_KEY: 'k' }, 'did you mean MITP_SIBLING_API_KEY?'],
  ['an empty address', { MITP_BASE_URL: '' }, 'MITP_BASE_URL is set but empty'],
  ['an address of blanks', { MITP_BASE_URL: ' ' }, 'MITP_BASE_URL is set but empty'],
  [
    'secrets that do not exist',
    { MITP_BASE_URL: '', MITP_API_KEY: '' },
    'MITP_BASE_URL and MITP_API_KEY are set but empty',
  ],
  ['a key alone', { MITP_API_KEY: 'k' }, 'MITP_API_KEY is set, but MITP_BASE_URL is not'],
  ['a portal alone', { MITP_PORTAL_URL: BASE }, 'MITP_PORTAL_URL is set, but MITP_BASE_URL is not'],
  ['a key beside an empty address', { MITP_BASE_URL: '', MITP_API_KEY: 'k' }, 'but MITP_BASE_URL is empty'],
  ['an address alone', { MITP_BASE_URL: BASE }, 'MITP_API_KEY is not set'],
  ['a key in quotes', { ...TARGET, MITP_API_KEY: '"k3y"' }, 'MITP_API_KEY has quotes around its value'],
  ['a key in a word processor’s quotes', { ...TARGET, MITP_API_KEY: '“k3y”' }, 'MITP_API_KEY has quotes around'],
  ['a key of two lines', { ...TARGET, MITP_API_KEY: 'k3y\nk4y' }, 'MITP_API_KEY has a line break in its value'],
  [
    'an address without its scheme',
    { ...TARGET, MITP_BASE_URL: 'staging.example/public-api/v1' },
    `did you mean ${BASE}?`,
  ],
  ['a host alone', { ...TARGET, MITP_BASE_URL: 'localhost:4010' }, 'did you mean https://localhost:4010?'],
  ['a login and no scheme', { ...TARGET, MITP_BASE_URL: 'me:k3y@host.example/x' }, 'MITP_BASE_URL is host.example/x'],
  [
    'a login in the address',
    { ...TARGET, MITP_BASE_URL: 'https://me:k3y@host.example/x' },
    'such as https://host.example/x',
  ],
  ['a query', { ...TARGET, MITP_BASE_URL: `${BASE}?key=k3y` }, `give the plain address, such as ${BASE}.`],
  ['an IPv6 address alone', { ...TARGET, MITP_BASE_URL: 'http://::1:4010/x' }, 'an IPv6 address stands in brackets'],
  ['another scheme', { ...TARGET, MITP_BASE_URL: 'ftp://host.example/x' }, 'is not an http(s) URL such as'],
  ['a path of a file', { ...TARGET, MITP_BASE_URL: '/public-api/v1' }, 'is not an http(s) URL'],
  [
    'a limit that is no number',
    { ...TARGET, MITP_RATE_LIMIT: 'fifty' },
    'MITP_RATE_LIMIT is fifty: give a whole number',
  ],
  ['a session file that is not there', { ...TARGET, MITP_PORTAL_STORAGE_STATE: 'no.json' }, 'mitp portal login'],
  ['a certificate that is not there', { ...TARGET, NODE_EXTRA_CA_CERTS: '/no/ca.pem' }, 'which does not exist'],
  ['a certificate without an end', { ...TARGET, NODE_EXTRA_CA_CERTS: '/dev/zero' }, 'it is longer than 16 MiB'],
  ['an address in quotes', { ...TARGET, MITP_BASE_URL: `"${BASE}"` }, 'MITP_BASE_URL has quotes around its value'],
];

for (const [what, env, mistake] of MISTAKES) {
  test(`${what} is a mistake, and never a green run against the mock`, () => {
    const { mistake: line } = said(env);
    expect(line).toContain(mistake);
    expect(line).not.toContain('k3y');
  });
}

test('what is empty or unknown beside a whole target is said, and the target is judged', () => {
  const { notes, isEmbedded } = said({ ...TARGET, MITP_DOCS_URL: '', MITP_REVOKED_API_KEY: '', MITP_COLOUR: 'red' });
  expect(notes).toContain('MITP_REVOKED_API_KEY and MITP_DOCS_URL are set but empty, which counts as not set.');
  expect(notes).toContain('The variable MITP_COLOUR does not exist');
  expect(isEmbedded).toBe(false);
});

test('--require-target makes a missing target a mistake; --embedded takes the mock and leaves the target out', () => {
  expect(said({}, undefined, { requireTarget: true }).mistake).toContain('no target is named');
  expect(said(TARGET, undefined, { requireTarget: true }).isEmbedded).toBe(false);
  const { env, isEmbedded } = chooseTarget(
    { ...TARGET, MITP_REPORT_DIR: 'out' },
    { requireTarget: false, embedded: true },
  );
  expect({ env, isEmbedded }).toEqual({ env: { MITP_REPORT_DIR: 'out' }, isEmbedded: true });
});

test('a pipeline shows the warning in its own way, and a person is not warned', () => {
  expect(pipelineWarning('mock', { GITHUB_ACTIONS: 'true', CI: 'true' })).toBe(
    '::warning title=myitprocess-contract::mock',
  );
  expect(pipelineWarning('mock', { TF_BUILD: 'True' })).toBe('##vso[task.logissue type=warning]mock');
  expect(pipelineWarning('mock', { CI: '1' })).toBe('warning: mock');
  expect(pipelineWarning('mock', {})).toBeUndefined();
});

test('every variable that the code or a page speaks of exists', () => {
  const folders = ['cli', 'verifier', 'mocks', 'reports', 'spec', 'docs', '.github', 'tests/auth', 'tests/contract'];
  const texts = [...folders, 'README.md']
    .flatMap((folder) => filesIn(asset(folder)))
    .map((file) => readFileSync(file, 'utf8'));
  const names = new Set(texts.flatMap((text) => text.match(/\bMITP_[A-Z_]*[A-Z](?![A-Z_*.])/g) ?? []));
  expect(names.size).toBeGreaterThan(30);
  expect(unknownNames(Object.fromEntries([...names].map((name) => [name, ''])))).toEqual([]);
});

test(
  'the command ends with 2 and one line, and is not green, where .env cannot be read as it looks',
  SLOW,
  async () => {
    const folder = test.info().outputPath();
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, '.env'), Buffer.from(`\ufeff${FILE}`, 'utf16le'));
    expect(complaint(await mitp(['verify'], {}, folder))).toContain('.env is UTF-16');
    expect(readdirSync(folder).sort(), 'no record is left of a mistake').toEqual(['.env', 'package.json']);
  },
);

function filesIn(path: string): string[] {
  if (/\.(ts|mjs|md|ya?ml)$/.test(path)) return [path];
  if (/\.\w+$/.test(path) && !path.endsWith('.github')) return [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

test('keys that would go over a network unencrypted are warned of, and those of this machine are not', () => {
  const of = (base: string) => said({ ...TARGET, MITP_BASE_URL: base }).notes;
  expect(of('http://staging.example/public-api/v1')).toContain('plain HTTP: anybody between here and staging.example');
  for (const base of [BASE, 'http://127.0.0.1:4010/public-api/v1', 'http://localhost:1/x', 'http://[::1]:4010/x'])
    expect(of(base), base).toBe('');
});

test('what the browser does not do for a company’s network is said where there are pages to be judged', () => {
  const headers = { MITP_EXTRA_HEADERS: 'X-Gateway: k3y' };
  const page = { MITP_PORTAL_URL: 'https://staging.example/portal' };
  expect(said({ ...TARGET, ...headers, ...page }).notes).toContain('The browser does not send MITP_EXTRA_HEADERS');
  expect(said({ ...TARGET, ...headers, ...page }).notes).not.toContain('k3y');
  expect(said({ ...TARGET, ...headers }).notes).toBe('');
  const authority = { NODE_EXTRA_CA_CERTS: asset('tests/unit/verifier/network/tls/authority.pem'), PATH: '' };
  expect(said({ ...TARGET, ...authority, ...page }).notes).toContain('install certutil');
  expect(said({ ...TARGET, ...authority }).notes).toBe('');
});

test('a key in a file .env that git would commit is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-env-'));
  const file = join(folder, '.env');
  const key = { MITP_API_KEY: 'k' };
  try {
    writeFileSync(file, '');
    expect(committable(file, key), 'no repository').toBeUndefined();
    execFileSync('git', ['init', '-q', '.'], { cwd: folder });
    expect(committable(file, key)).toContain('git does not ignore it: add .env to .gitignore');
    expect(committable(file, { MITP_BASE_URL: 'https://a.example' })).toBeUndefined();
    expect(committable(undefined, key)).toBeUndefined();
    writeFileSync(join(folder, '.gitignore'), '.env\n');
    expect(committable(file, key)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
