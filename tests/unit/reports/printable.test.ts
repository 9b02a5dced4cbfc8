import { expect, test } from '@playwright/test';
import { formats } from '../../../reports/formats/index.ts';
import { again } from '../../../reports/again.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { called } from '../../../cli/called.ts';
import { asset } from '../../../spec/asset.ts';
import { night } from './fixtures/nights.ts';
import { published } from './published.ts';

/** What a target may send: a terminal's escape, a right-to-left mark, a line that a CI service would take for a command. */
const HOSTILE = '\u001b[2J\u009b31m\u202edesrever\u2066\n::error::forged\r\n##vso[task.complete]\u2028##[error]x\u0000';
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

function hostileRun(): RunRecord {
  const { run } = night();
  const finding = {
    operation: HOSTILE,
    want: HOSTILE,
    got: HOSTILE,
    pointer: HOSTILE,
    reproduce: `curl '${HOSTILE}'`,
    exchange: 41,
  };
  return {
    ...run,
    target: { ...run.target, baseUrl: `https://x/${HOSTILE}`, version: HOSTILE },
    clauses: run.clauses.map((clause) =>
      clause.verdict === 'fail'
        ? { ...clause, findings: [finding], notes: [HOSTILE] }
        : { ...clause, notes: [HOSTILE], ...(clause.reason === undefined ? {} : { reason: HOSTILE }) },
    ),
    errors: [HOSTILE],
    drift: [
      {
        kind: 'new member',
        operation: HOSTILE,
        pointer: HOSTILE,
        example: { [HOSTILE]: HOSTILE },
        count: 1,
        patch: { [HOSTILE]: HOSTILE },
      },
    ],
  };
}

test('No text of a target leaves its line, moves a cursor, turns what is around it, or commands a CI service', async () => {
  const { stderr, stdout } = await published(hostileRun(), { GITHUB_ACTIONS: 'true', NO_COLOR: '1' }, true);
  const texts = formats.map(({ file, render }) => [file, render(hostileRun(), night().history)] as const);
  for (const [name, text] of [...texts, ['stderr', stderr], ['stdout', stdout]] as const) {
    expect(UNSAFE.exec(text), name).toBeNull();
    expect(text, name).not.toMatch(/##(?:vso)?\[/);
  }
  const commands = stderr.split('\n').filter((line) => line.trimStart().startsWith('::'));
  expect(commands.length).toBeGreaterThan(5);
  for (const line of commands)
    expect(line).toMatch(/^::(error|warning) file=spec\/openapi\.yaml,line=\d+,title=[A-Z]+-\d\d /);
  expect((JSON.parse(stdout) as RunRecord).errors[0], 'the record means what it meant').toBe(HOSTILE);
});

test('Large values are cut at 200 characters, in every format for people', () => {
  const { run, history } = night();
  const long = { operation: 'listUsers', want: 'w'.repeat(5_000), got: 'g'.repeat(5_000) };
  const clauses = run.clauses.map((clause) => (clause.id === 'SRT-06' ? { ...clause, findings: [long] } : clause));
  for (const { file, render } of formats.filter((one) => one.file !== 'run.json')) {
    expect(render({ ...run, clauses }, history), file).not.toMatch(/w{201}|g{201}/);
  }
});

test('The command that repeats a run is that of this installation, with the same options', () => {
  const { run } = night();
  expect(again(run)).toBe(
    'MITP_BASE_URL=https://staging.example/public-api/v1 npx mitp verify --depth full --seed 1234',
  );
  const other: RunRecord = {
    ...run,
    strict: true,
    target: { ...run.target, limit: 20, windowSeconds: 10 },
    invocation: { call: 'npx .', suites: ['auth', 'contract'], spec: 'my contract.yaml' },
  };
  expect(again(other)).toBe(
    'MITP_BASE_URL=https://staging.example/public-api/v1 MITP_RATE_LIMIT=20 MITP_RATE_WINDOW_SECONDS=10 npx . verify ' +
      "--suite auth,contract --depth full --seed 1234 --strict --spec 'my contract.yaml'",
  );
  expect(again({ ...other, target: { ...run.target, embedded: true } })).toMatch(/^npx \. verify --embedded --suite/);
  const { invocation: _, ...old } = run;
  expect(again(old)).toContain(' mitp verify --depth full');
  expect(called({}, asset(''))).toBe('npx .');
});

test('Durations are in JUnit and CTRF, and SARIF keeps the alerts of other depths', () => {
  const { run, history } = night();
  const text = (file: string) => formats.find((one) => one.file === file)?.render(run, history) ?? '';
  const [clause] = run.clauses.filter(({ seconds = 0 }) => seconds > 1);
  expect(text('junit.xml')).toMatch(
    new RegExp(`name="${clause?.id ?? ''} [^>]*time="${clause?.seconds?.toFixed(3) ?? ''}"`),
  );
  expect(text('ctrf.json')).toContain(`"duration": ${(clause?.seconds ?? 0) * 1000}`);
  const sarif = JSON.parse(text('results.sarif')) as { runs: { automationDetails: { id: string } }[] };
  expect(sarif.runs[0]?.automationDetails.id).toBe('myitprocess-contract/full/');
});
