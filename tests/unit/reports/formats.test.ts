import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validate as validateCtrf } from 'ctrf';
import { validateXML } from 'xmllint-wasm';
import { asset } from '../../../spec/asset.ts';
import { clauses } from '../../../spec/clauses.ts';
import { endLines } from '../../../reports/console.ts';
import { annotations } from '../../../reports/formats/annotations.ts';
import { printable } from '../../../reports/printable.ts';
import { formats } from '../../../reports/formats/index.ts';
import { junit } from '../../../reports/formats/junit.ts';
import { summary } from '../../../reports/formats/summary.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { writeReport } from '../../../reports/write.ts';
import { fixtureReport } from './fixtures/run.ts';

const { run, history } = fixtureReport();

function rendered(file: string, of: RunRecord = run): string {
  const format = formats.find((one) => one.file === file);
  expect(format, file).toBeDefined();
  return format?.render(of, history) ?? '';
}

/** The run with one finding of PAG-02 whose texts are as given. */
function withTexts(texts: { want?: string; got?: string; operation?: string }): RunRecord {
  const finding = { operation: 'listReviews', want: 'this', got: 'that', ...texts };
  return {
    ...run,
    clauses: run.clauses.map((clause) => (clause.id === 'PAG-02' ? { ...clause, findings: [finding] } : clause)),
  };
}

test('run.json is what its published schema says', () => {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const valid = ajv.compile(JSON.parse(readFileSync(asset('spec/run-record.schema.json'), 'utf8')) as object);
  expect(valid(JSON.parse(rendered('run.json'))), JSON.stringify(valid.errors)).toBe(true);
  const silent = { ...run, clauses: [{ ...run.clauses[0], verdict: 'not-run', reason: undefined }] };
  expect(valid(JSON.parse(JSON.stringify(silent))), 'a not-run without a reason is refused').toBe(false);
});

test('junit.xml validates against the common schema, whatever characters a server sends', async () => {
  const odd = withTexts({ got: 'a\u0000b\u001b[31m ]]> & <x> "q" \ud800 \uffff 検査', want: '\n\t' });
  for (const one of [run, odd]) {
    const result = await validateXML({
      xml: [{ fileName: 'junit.xml', contents: junit(one) }],
      schema: [readFileSync(asset('tests/unit/reports/fixtures/junit.xsd'), 'utf8')],
    });
    expect(result.errors).toEqual([]);
  }
});

test('junit.xml has a case for each clause, its id first, and counts only failures as failures', () => {
  const xml = rendered('junit.xml');
  expect([...xml.matchAll(/<testcase name="([A-Z]+-\d\d) /g)].map(([, id]) => id)).toEqual(
    run.clauses.map(({ id }) => id),
  );
  expect(xml).toContain(`tests="${run.clauses.length}" failures="${run.totals.fail}"`);
  expect(xml.match(/<failure /g)).toHaveLength(run.totals.fail);
  expect(xml.match(/<skipped /g)).toHaveLength(run.totals.notRun);
  expect(xml.match(/<system-out>warning: /g)).toHaveLength(run.totals.warn);
});

test('ctrf.json validates against the CTRF schema', () => {
  expect(validateCtrf(JSON.parse(rendered('ctrf.json'))).errors ?? []).toEqual([]);
});

test('results.sarif validates against the published schema of SARIF 2.1.0', () => {
  // The schema has a pattern that is none under the flag `u`, and names members that its own parts do not know.
  const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const schema = asset('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
  for (const one of [run, { ...run, clauses: run.clauses.filter(({ verdict }) => verdict === 'pass') }]) {
    expect(valid(JSON.parse(rendered('results.sarif', one))), JSON.stringify(valid.errors)).toBe(true);
  }
  const text = rendered('results.sarif').replace('"level": "error"', '"level": "fatal"');
  expect(valid(JSON.parse(text)), 'an unknown level is refused').toBe(false);
});

test('results.sarif puts each finding on the line of its operation in the contract', () => {
  const log = JSON.parse(rendered('results.sarif')) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
        partialFingerprints: Record<string, string>;
      }[];
    }[];
  };
  const [sarif] = log.runs;
  const broken = run.clauses.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  expect(sarif?.results).toHaveLength(broken.flatMap(({ findings }) => findings).length);
  const place = sarif?.results.find(({ ruleId }) => ruleId === 'PAG-02')?.locations[0]?.physicalLocation;
  expect(place).toMatchObject({ artifactLocation: { uri: 'spec/openapi.yaml' }, region: { startLine: 210 } });
  expect(sarif?.tool.driver.rules.map(({ id }) => id)).toEqual(clauses().map(({ id }) => id));
  const prints = sarif?.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints)) ?? [];
  expect(new Set(prints).size).toBe(prints.length);
});

test('The badge is in the endpoint form of shields.io', () => {
  expect(JSON.parse(rendered('badge.json'))).toEqual({
    schemaVersion: 1,
    label: 'myITprocess contract',
    message: `broken ${run.totals.pass}/${clauses().length}`,
    color: 'red',
  });
});

test('Annotations name the line of the contract and cannot be broken out of', () => {
  const lines = annotations(printable(withTexts({ got: '100%\n::error::forged, a:b ##vso[task.complete]' })));
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(lines[0]).toMatch(
    /^::error file=spec\/openapi\.yaml,line=210,title=PAG-02 [^:,]+::listReviews: expected this, got 100%25\\n::error::forged, a:b #\\u0023vso\[task/,
  );
});

test('summary.md says what broke, since when, and how to repeat it, without markup from the server', () => {
  const text = summary(withTexts({ got: '<img src=x> [a](b) | @everyone # *x* http://evil.example' }));
  expect(text).toMatch(/^# myITprocess contract: broken\n/);
  expect(text).toContain(
    'Since the run before: 1 newly broken (PAG-02), 1 fixed (SRT-06), 1 still broken (FIL-03), 2 still warned',
  );
  expect(text.split('\n')[2], 'the first screen is the likeliest cause').toMatch(
    /^\*\*Pages, joined.*on listReviews\*\* \(new in this run\)\. Whose move: the server's team\. Next: /,
  );
  expect(text).toContain('_since 12 Nov 2026, 12 runs_. Whose move');
  expect(text).toContain('got \\<img src=x\\> \\[a\\](b) \\| @\u200beveryone \\# \\*x\\* http:\u200b//evil.example');
  expect(text).toContain('MITP\\_FOREIGN\\_API\\_KEY is not set: AUTH-08, LIM-05');
});

test('summary.md fits into a pull-request comment even where everything is broken', () => {
  const finding = { operation: 'listReviews', want: 'w'.repeat(300), got: 'g'.repeat(300), reproduce: 'c'.repeat(300) };
  const clauses = run.clauses.map((clause) => ({ ...clause, verdict: 'fail' as const, findings: [finding, finding] }));
  const text = summary({ ...run, clauses });
  expect(text.length).toBeLessThan(65_000);
  expect(text).toContain('**SEC-05**');
  const cut = summary({ ...run, errors: ['e'.repeat(100_000)] });
  expect(cut.length).toBeLessThan(65_000);
});

test('A format that throws is named and does not keep the others back', () => {
  const broken = { file: 'broken.txt', render: () => JSON.stringify((undefined as unknown as RunRecord).id) };
  const written = writeReport(run, history, test.info().outputPath('out'), {
    formats: [broken, ...formats],
  });
  expect(written.broken).toEqual([expect.stringContaining('broken.txt: ')]);
  expect(written.files).toEqual(formats.map(({ file }) => file));
});

test('One file that cannot be written does not keep the others back, and what is broken is said instead', () => {
  const directory = test.info().outputPath('out');
  mkdirSync(join(directory, 'run.json'), { recursive: true });
  const written = writeReport(run, history, directory);
  expect(written.files).toEqual(formats.map(({ file }) => file).filter((file) => file !== 'run.json'));
  const said = endLines(run, written).join('\n');
  expect(said).toContain(`the report could not be written: ${join(directory, 'run.json')}: `);
  expect(said.split('does not hold')[1]).toContain('fail  PAG-02 listReviews: expected every row once');
});
