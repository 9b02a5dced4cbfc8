import { expect, test } from '@playwright/test';
import { costLine, endLines, progressLines } from '../../../reports/console.ts';
import { asRun } from '../../../reports/drill/as-run.ts';
import { drillLines } from '../../../reports/drill/console.ts';
import { drillPage } from '../../../reports/drill/page.ts';
import { drillSummary } from '../../../reports/drill/summary.ts';
import { annotations } from '../../../reports/formats/annotations.ts';
import { formats } from '../../../reports/formats/index.ts';
import { mergeShards } from '../../../reports/merge.ts';
import { message, SERVICES } from '../../../reports/message.ts';
import { targetsPage, targetsSummary } from '../../../reports/targets.ts';
import type { DrillRecord } from '../../../spec/drill-record.ts';
import { digest } from '../digest.ts';
import { richDrill, richRuns, type Reported } from './fixtures/rich.ts';

type Change = (value: unknown, name: string) => unknown;

/** A copy in which each value within was changed, by the name that it has. */
function changed(value: unknown, change: Change, name = ''): unknown {
  const other = change(value, name);
  if (Array.isArray(other)) return other.map((one) => changed(one, change, name));
  if (typeof other !== 'object' || other === null) return other;
  return Object.fromEntries(Object.entries(other).map(([key, one]) => [key, changed(one, change, key)]));
}

/** Lists that hold a run together, and texts that are read. */
const WHOLE = /^(clauses|rules|scenarios|)$/;
const READ =
  /^(id|ids|clause|kind|operation|act|key|at|since|until|last|verdict|level|.*At|algorithm|digest|version|area)$/;

const cutTo =
  (most: number): Change =>
  (value, name) =>
    Array.isArray(value) && !WHOLE.test(name) ? value.slice(0, most) : value;
const long: Change = (value, name) =>
  typeof value === 'string' && !READ.test(name) && !/^\d{4}-/.test(value) && value.length > 5
    ? value + ' and so on'.repeat(8_000 / 10)
    : value;
const numbers =
  (n: number): Change =>
  (value, name) =>
    typeof value === 'number' && !/^(schemaVersion|exitCode|exchange|status|index|of)$/.test(name) ? n : value;

const CHANGES: Readonly<Record<string, Change>> = {
  'lists of none': cutTo(0),
  'lists of one': cutTo(1),
  'lists of two': cutTo(2),
  'lists of three': cutTo(3),
  'long texts': long,
  'numbers all 0': numbers(0),
  'numbers all 1': numbers(1),
  'numbers all 2': numbers(2),
  'numbers all 5000': numbers(5_000),
  'numbers all 60000': numbers(60_000),
};

const bare = (page: string) => page.replace(/<(style|script)\b[^]*?<\/\1>| content="default-src[^"]*"/g, '');

function told({ run, history }: Reported): string[] {
  const shown = formats.map(({ file, render }) => `${file} ${digest(bare(render(run, history)))}`);
  const lines = [...run.clauses.flatMap(progressLines), costLine(run), ...annotations(run)];
  const end = endLines(run, { directory: '/out', files: [], unwritten: [], broken: [] });
  const messages = SERVICES.map((service) => `${service} ${digest(message(run, service, 'https://x'))}`);
  const shards = [run, { ...run, id: 'second' }].map((one, at) => ({ ...one, shard: { index: at + 1, of: 3 } }));
  const targets = [run, run].map((one, at) => ({ name: `target-${at}`, exitCode: 1 as const, run: one }));
  const across = [targetsSummary(targets), bare(targetsPage(targets))];
  return [
    ...shown,
    ...messages,
    `terminal ${digest([lines, end])}`,
    `merged ${digest(mergeShards(shards))}`,
    `targets ${digest(across)}`,
  ];
}

test('what every format shows of a run whose lists are short, whose texts are long and whose numbers are equal is as it was', () => {
  const { 'run-with-everything': everything, 'run-with-one-warning': warned, 'passing-run': passed } = richRuns();
  const lines = Object.entries(CHANGES).flatMap(([name, change]) =>
    Object.entries({ everything, warned, passed }).map(
      ([which, reported]) => `${name}, ${which}: ${told(changed(reported, change) as Reported).join(', ')}`,
    ),
  );
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('edges.txt');
});

test('what the files of a drill show where its lists are short, its texts long and its numbers equal is as it was', () => {
  const lines = Object.entries(CHANGES).map(([name, change]) => {
    const drill = changed(richDrill(), change) as DrillRecord;
    const run = asRun(drill);
    const files = [drillSummary(drill), bare(drillPage(drill)), drillLines(drill), run];
    return `${name}: ${files.map(digest).join(' ')}`;
  });
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drill-edges.txt');
});
