import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse, parseAllDocuments } from 'yaml';
import { startMock, type Mock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { pack, typed } from './packed.ts';

// The steps for GitLab and for Azure, each in an empty repository, with the package as npm packs it.
let [home, tarball] = ['', ''];
let staging: Mock;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  home = mkdtempSync(join(tmpdir(), 'mitp-elsewhere-'));
  tarball = pack(home);
  staging = await startMock({ rateWindowSeconds: 1, size: 'small' });
});
test.afterAll(async () => {
  await staging.close();
  rmSync(home, { recursive: true, force: true });
});

const read = (file: string) => readFileSync(asset(file), 'utf8');
const folderFor = (name: string) => mkdtempSync(join(home, name));

interface Ended {
  readonly code: number;
  readonly log: string;
}

/** Runs the job of the component as GitLab's runner does: the script in one shell, what comes after in another. */
async function gitlab(
  cwd: string,
  given: Readonly<Record<string, string>>,
  secrets: Record<string, string>,
): Promise<Ended> {
  const [header] = parseAllDocuments(read('templates/conformance.yml')).map((document) => document.toJS() as unknown);
  const { inputs } = (header as { spec: { inputs: Record<string, { default?: string | boolean } | null> } }).spec;
  const value = (name: string) => given[name] ?? String(inputs[name]?.default ?? '');
  const body = read('templates/conformance.yml').split('\n---\n')[1] ?? '';
  const filled = parse(body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => value(name))) as Record<
    string,
    { variables: Record<string, string>; script: string[]; after_script: string[] }
  >;
  const [job] = Object.values(filled);
  if (job === undefined) throw new Error('the component has a job');
  const env = { ...job.variables, ...secrets };
  const run = (lines: readonly string[]) => typed(`set -eo pipefail\n${lines.join('\n')}`, cwd, env);
  const { code, output } = await run(job.script);
  const after = await run(job.after_script);
  return { code, log: output + after.output };
}

interface Step {
  readonly bash?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly condition?: string;
}

/** Runs the steps for Azure as its agent does: each `bash` in a shell of its own; tasks of others are passed over. */
async function azure(cwd: string, given: Readonly<Record<string, string>>): Promise<Ended> {
  const { parameters, steps } = parse(read('azure-pipelines/conformance.yml')) as {
    parameters: { name: string; default?: string }[];
    steps: Step[];
  };
  const value = (name: string) => given[name] ?? parameters.find((one) => one.name === name)?.default ?? '';
  const ended = { code: 0, log: '' };
  for (const { bash, env = {}, condition = '' } of steps) {
    if (bash === undefined || (ended.code !== 0 && condition !== 'always()')) continue;
    const filled = Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ parameters\.(\w+) \}\}/g, (_, parameter: string) => value(parameter)),
    ]);
    const own = {
      MITP_RATE_WINDOW_SECONDS: '1',
      AGENT_TEMPDIRECTORY: join(home, 'agent'),
      ...(Object.fromEntries(filled) as Record<string, string>),
    };
    const { code, output } = await typed(bash, cwd, own);
    ended.log += output;
    if (ended.code === 0) ended.code = code;
  }
  return ended;
}

test('the component for GitLab judges a server from an empty repository, and is red without a key', async () => {
  test.setTimeout(400_000);
  const cwd = folderFor('gitlab-');
  const inputs = { package: tarball, 'base-url': staging.baseUrl, suites: 'contract', depth: 'quick' };
  const judged = await gitlab(cwd, inputs, { MITP_API_KEY: staging.keys.active, MITP_RATE_WINDOW_SECONDS: '1' });
  expect(judged.code, judged.log).toBe(0);
  expect(judged.log).toContain('# myITprocess contract: conforms');
  expect(judged.log).not.toContain(staging.keys.active);
  expect(existsSync(join(cwd, 'myitprocess-report', 'junit.xml'))).toBe(true);
  expect(existsSync(join(cwd, '.myitprocess-history'))).toBe(true);
  expect((await gitlab(cwd, inputs, { MITP_API_KEY: '' })).code).toBe(2);
});

test('the steps for Azure judge a server from an empty repository, and are red where the secret does not exist', async () => {
  test.setTimeout(400_000);
  const cwd = folderFor('azure-');
  const inputs = { package: tarball, baseUrl: staging.baseUrl, suites: 'contract', depth: 'quick' };
  const judged = await azure(cwd, { ...inputs, apiKey: staging.keys.active });
  expect(judged.code, judged.log).toBe(0);
  expect(judged.log).toContain('##vso[task.uploadsummary]');
  const forgotten = await azure(cwd, { ...inputs, apiKey: '$(STAGING_API_KEY)' });
  expect(forgotten.code, forgotten.log).toBe(2);
});
