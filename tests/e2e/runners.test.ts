import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asset } from '../../spec/asset.ts';
import { pack } from './adoption/packed.ts';

/** The five lines of docs/mock.md, under a runner's own fake timers where it has some. */
const EXAMPLE = `
  const mock = await startMock({ size: 'small' });
  const response = await fetch(mock.baseUrl + '/clients', { headers: { 'mitp-api-key': mock.keys.active } });
  expect(response.status).toBe(200);
  mock.advance(60_000);
  await mock.close();`;
const body = (fakes: string) => `
test('plain', async () => {${EXAMPLE}
});
test('with fake timers', async () => {
  ${fakes}.useFakeTimers();
  ${fakes}.setSystemTime(new Date('2030-01-01'));${EXAMPLE}
  ${fakes}.advanceTimersByTime(1000);
  const other = await startMock({ size: 'small', faults: ['slow-now-and-then'] });
  expect((await fetch(other.portalUrl)).status).toBe(200);
  await other.close();
  ${fakes}.useRealTimers();
});`;
const ASSERT = "const expect = (got) => ({ toBe: (want) => require('node:assert').strictEqual(got, want) });";
const REQUIRE = "const { startMock } = require('myitprocess-contract');";
const IMPORT = "import { startMock } from 'myitprocess-contract';";

interface Runner {
  readonly packages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Each is a whole run, which has to end with 0; `npm run test:long` has the first one. */
  readonly runs: readonly (readonly string[])[];
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  vitest: {
    packages: ['vitest@4.1.12'],
    files: { 'a.test.mjs': `import { expect, test, vi } from 'vitest';\n${IMPORT}${body('vi')}` },
    runs: ['forks', 'threads', 'vmThreads'].map((pool) => ['vitest', 'run', '--pool', pool, '--testTimeout', '30000']),
  },
  jest: {
    packages: ['jest@30', 'ts-jest@29', 'typescript@5.9.3', '@types/jest@30', '@types/node@20'],
    files: {
      'cjs/a.test.js': REQUIRE + body('jest'),
      'ts/a.test.ts': IMPORT + body('jest'),
      'esm/a.test.mjs': `import { jest } from '@jest/globals';\n${IMPORT}${body('jest')}`,
      'cjs.json': '{ "testMatch": ["**/cjs/*"], "testTimeout": 30000 }',
      'all.json': '{ "testMatch": ["**/cjs/*"], "testTimeout": 30000, "fakeTimers": { "enableGlobally": true } }',
      'ts.json': '{ "testMatch": ["**/ts/*"], "testTimeout": 30000, "preset": "ts-jest" }',
      'esm.json': '{ "testMatch": ["**/esm/*"], "testTimeout": 30000, "transform": {} }',
      'tsconfig.json':
        '{ "compilerOptions": { "module": "commonjs", "moduleResolution": "node10", "strict": true, "target": "es2022", "types": ["jest", "node"] } }',
    },
    runs: [
      ...['cjs', 'all', 'ts'].map((config) => ['jest', '-c', `${config}.json`]),
      ['node', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '-c', 'esm.json'],
    ],
  },
  mocha: {
    packages: ['mocha@11'],
    files: { 'a.cjs': `${ASSERT}${REQUIRE}it('plain', async () => {${EXAMPLE}\n}).timeout(30000);` },
    runs: [['mocha', 'a.cjs']],
  },
  'node:test': {
    packages: [],
    files: { 'a.cjs': `${ASSERT}${REQUIRE}require('node:test').test('plain', async () => {${EXAMPLE}\n});` },
    runs: [['node', '--test', 'a.cjs']],
  },
  playwright: {
    packages: ['@playwright/test@1.65.1'],
    files: {
      'a.spec.mjs': `import { expect, test } from '@playwright/test';\n${IMPORT}\ntest('plain', async () => {${EXAMPLE}\n});`,
    },
    runs: [['playwright', 'test']],
  },
  bun: {
    packages: ['bun@1.4.5'],
    files: { 'a.test.ts': `import { expect, jest, test } from 'bun:test';\n${IMPORT}${body('jest')}` },
    runs: [['bun', 'test']],
  },
  // It fails a test that leaves a timer, a connection or a file open.
  deno: {
    packages: ['deno@2.9.6'],
    files: {
      'a.test.mjs': `import assert from 'node:assert';\nconst expect = (got) => ({ toBe: (want) => assert.strictEqual(got, want) });\n${IMPORT}\nDeno.test('plain', async () => {${EXAMPLE.replace('  mock.advance', '  await response.text();\n  mock.advance')}\n});`,
    },
    runs: [['deno', 'test', '--allow-all', '--no-check', 'a.test.mjs']],
  },
};

let home = '';
let tarball = '';

test.beforeAll(() => {
  test.setTimeout(300_000);
  home = mkdtempSync(join(tmpdir(), 'mitp-runners-'));
  tarball = pack(home);
});
test.afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Installs packages. A registry that stopped responding is asked once more: npm waits for it without end. */
function install(project: string, packages: readonly string[]): void {
  const run = () =>
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...packages], {
      cwd: project,
      timeout: 200_000,
    });
  try {
    run();
  } catch {
    run();
  }
}

/** The empty project of a runner, with the packed package installed. */
function projectOf(name: string, { packages, files }: Runner): string {
  const project = join(home, name.replace(/\W/g, '-'));
  if (existsSync(project)) return project;
  const contents = { 'package.json': '{ "private": true }', ...files };
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  install(project, [tarball, ...packages]);
  return project;
}

for (const [name, runner] of Object.entries(RUNNERS)) {
  for (const [at, run] of runner.runs.entries()) {
    test(
      `The packed package runs in an empty project of ${name}: ${run.join(' ')}`,
      { tag: at === 0 ? [] : '@matrix' },
      () => {
        test.setTimeout(600_000);
        const [command = '', ...args] = run[0] === 'node' ? run : ['npx', ...run];
        const clean = Object.entries(process.env).filter(
          ([variable]) => !/^(?:MITP_|PLAYWRIGHT_|TEST_|PW_)/.test(variable),
        );
        const { status, stdout, stderr } = spawnSync(command, args, {
          ...{ cwd: projectOf(name, runner), encoding: 'utf8' },
          env: Object.fromEntries(clean),
        });
        expect(status, `${stdout}${stderr}`).toBe(0);
      },
    );
  }
}

test(
  'The packed package is light, runs no install script, and has types that every compiler takes',
  { tag: '@matrix' },
  () => {
    test.setTimeout(600_000);
    const project = join(home, 'types');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    install(project, [tarball]);
    const listed = execFileSync('npm', ['ls', '--all', '--parseable'], { cwd: project, encoding: 'utf8' });
    expect(listed.trim().split('\n').length).toBeLessThan(50);
    expect(listed).not.toMatch(/scarf|prism|typescript|autocannon/);
    const versions = ['5.0', '5.2', '5.5', '5.9', '6', '7'];
    install(
      project,
      versions.map((one) => `ts${one}@npm:typescript@${one}`),
    );
    writeFileSync(
      join(project, 'use.ts'),
      `${IMPORT}\nexport const key: Promise<string> = startMock({ size: 'small' }).then((mock) => mock.keys.active);\n`,
    );
    for (const version of versions) {
      for (const [module, moduleResolution] of [
        ['commonjs', 'node10'],
        ['node16', 'node16'],
        ['es2022', 'bundler'],
      ]) {
        if (version === '7' && moduleResolution === 'node10') continue; // It does not have it any more.
        const compilerOptions = {
          module,
          moduleResolution,
          noEmit: true,
          strict: true,
          skipLibCheck: false,
          target: 'es2020',
          types: [],
          ...(version === '6' && { ignoreDeprecations: '6.0' }),
        };
        writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
        const { stdout } = spawnSync(
          process.execPath,
          [`node_modules/ts${version}/${version === '7' ? 'bin/tsc' : 'lib/tsc.js'}`],
          {
            cwd: project,
            encoding: 'utf8',
          },
        );
        expect(`${version} ${String(moduleResolution)} ${stdout}`).toBe(`${version} ${String(moduleResolution)} `);
      }
    }
    for (const tool of [['publint'], ['attw']]) {
      execFileSync('npx', ['--no-install', ...tool, tarball], { cwd: asset('.'), stdio: 'pipe' });
    }
  },
);
