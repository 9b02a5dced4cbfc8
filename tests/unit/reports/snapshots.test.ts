import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { costLine, endLines, progressLines } from '../../../reports/console.ts';
import { finishDrill } from '../../../reports/drill/finish.ts';
import { annotations } from '../../../reports/formats/annotations.ts';
import { formats } from '../../../reports/formats/index.ts';
import { mergeShards } from '../../../reports/merge.ts';
import { message, newsworthy, SERVICES } from '../../../reports/message.ts';
import { targetsPage, targetsSummary, type TargetResult } from '../../../reports/targets.ts';
import { digest } from '../digest.ts';
import { richDrill, richRuns } from './fixtures/rich.ts';

const runs = richRuns();
const part = (name: string, text: string) => `--- ${name}\n${text.trim()}\n`;

/** A page by its headings, each with a digest of the markup below it; style and scripts are left out. */
function shown(page: string): string {
  const markup = page.replace(/<(style|script)\b[^]*?<\/\1>/g, '').replace(/ content="default-src[^"]*"/g, '');
  const parts = markup.split(/(?=<h[12]\b)/);
  return parts.map((part) => `${/^<h\d[^>]*>(.*?)<\/h/s.exec(part)?.[1] ?? 'head'}: ${digest(part)}`).join('\n');
}

/** A file of a report: those for people in full, those for machines by their digest. */
function written(file: string, text: string): string {
  if (file.endsWith('.html')) return shown(text);
  return file.endsWith('.md') ? text : `${text.length} characters, ${digest(text)}`;
}

const same = (name: string, lines: readonly string[]) => expect(`${lines.join('\n')}\n`).toMatchSnapshot(`${name}.txt`);

for (const [name, { run, history }] of Object.entries(runs))
  test(`what every format shows of the run "${name}" is as it was`, () => {
    same(name, [
      ...formats.map(({ file, render }) => part(file, written(file, render(run, history)))),
      part(
        'terminal',
        [
          ...run.clauses.flatMap(progressLines),
          ...endLines(run, { directory: '/out', files: [], unwritten: ['a: full'], broken: ['b: x'] }),
          costLine(run),
        ].join('\n'),
      ),
      part('annotations', annotations(run).join('\n')),
      ...SERVICES.map((service) => part(service, digest(message(run, service, 'https://x/report.html')))),
      part('newsworthy', String(newsworthy(run))),
    ]);
  });

test('what the files and the terminal show of a drill is as it was', () => {
  const folder = test.info().outputPath('drill');
  mkdirSync(folder, { recursive: true });
  const known = join(folder, 'known.yaml');
  writeFileSync(
    known,
    'findings:\n- { clause: USE-01, operation: scenario-1, reason: agreed, until: 2999-01-01 }\n- { clause: USE-04, operation: nowhere, reason: old, until: 2999-01-01 }\n- { clause: PAG-02, operation: listUsers, reason: no drill, until: 2999-01-01 }\n',
  );
  const env = { MITP_KNOWN_FINDINGS: known, GITHUB_ACTIONS: 'true' };
  const parts = [richDrill(), { ...richDrill(), strict: false, errors: ['the client did not start'] }].flatMap(
    (drill) => {
      const out = join(folder, 'out');
      const { exitCode, lines } = finishDrill(drill, out, env);
      const files = readdirSync(out).map((file) => part(file, written(file, readFileSync(join(out, file), 'utf8'))));
      return [...files, part(`terminal, exit code ${exitCode}`, lines.join('\n').replaceAll(folder, '/tmp'))];
    },
  );
  same('drill', parts);
});

test('what a merged run and a report across targets show is as it was', () => {
  const shards = [runs['run-with-everything']!.run, runs['passing-run']!.run, runs['run-with-one-warning']!.run].map(
    (run, at) => ({
      ...{
        ...runs['run-with-everything']!.run,
        ...run,
        target: runs['run-with-everything']!.run.target,
        shard: { index: at + 1, of: 4 },
      },
      ...{ seed: 1, depth: 'full' as const, strict: false },
    }),
  );
  const merged = mergeShards(shards);
  const results: TargetResult[] = [
    { name: 'staging', exitCode: 1, run: runs['run-with-everything']!.run },
    { name: 'live', exitCode: 0, run: runs['passing-run']!.run, place: '' },
    { name: 'lab', exitCode: 2, problem: 'MITP_LAB_KEY is not set' },
    { name: 'old', exitCode: 0, run: runs['run-with-one-warning']!.run, place: 'elsewhere' },
  ];
  same('merged-run-and-targets', [
    part('merged', `${JSON.stringify(merged.totals)} ${JSON.stringify(merged.requests)}\n${digest(merged)}`),
    part('targets', targetsSummary(results)),
    part('page of the targets', shown(targetsPage(results))),
  ]);
});
