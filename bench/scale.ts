import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { historyGrowth, type HistoryCost } from './history-growth.ts';
import { publishFiles, publishText } from './publish.ts';
import { rowsGrowth, type RowsCost } from './rows-growth.ts';

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

/** Milliseconds within which a list of a million rows is to answer any filter and sort, once it is warm. */
const ROWS_GOAL_MS = 100;

const ms = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'));
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const head = (names: readonly string[]) => `${row(names)}\n${row(names.map((_, at) => (at === 0 ? '---:' : '---:')))}`;

function text(rows: readonly RowsCost[], runs: readonly HistoryCost[]): string {
  const slowest = rows.at(-1);
  return `${head(['rows', 'first response, ms', 'filter, ms', 'contains, ms', 'sort, ms', 'two filters and a sort, ms', 'memory, MB'])}
${rows.map((one) => row([one.rows.toLocaleString('en-US'), ms(one.firstMs), ms(one.filterMs), ms(one.containsMs), ms(one.sortMs), ms(one.bothMs), ms(one.memoryMb)])).join('\n')}

Each query has a condition never seen before; medians of nine, over HTTP, after each field was used once${
    slowest
      ? ` (the slowest of the largest list: ${ms(Math.max(slowest.filterMs, slowest.containsMs, slowest.sortMs, slowest.bothMs))} ms, aim: at most ${ROWS_GOAL_MS})`
      : ''
  }.

${head(['runs in the history', 'reading it, ms', 'adding a run, ms', 'all reports, ms', 'report.html, KB'])}
${runs.map((one) => row([one.runs.toLocaleString('en-US'), ms(one.readMs), ms(one.addMs), ms(one.reportMs), ms(one.pageKb)])).join('\n')}
`;
}

/** Measures how cost grows with the rows of a list and with the history of runs; writes JSON and a table. */
export async function scale(out: string, quick: boolean): Promise<void> {
  const rows: RowsCost[] = [];
  for (const count of quick ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000, 1_000_000]) {
    say(`a list of ${count.toLocaleString('en-US')} rows ...`);
    rows.push(await rowsGrowth(count));
  }
  const runs: HistoryCost[] = [];
  for (const count of quick ? [1, 100] : [1, 10, 100, 400, 1000, 5000]) {
    say(`a history of ${count.toLocaleString('en-US')} runs ...`);
    runs.push(historyGrowth(count));
  }
  mkdirSync(out, { recursive: true });
  const table = text(rows, runs);
  writeFileSync(join(out, 'growth.json'), `${JSON.stringify({ node: process.versions.node, rows, runs }, null, 2)}\n`);
  writeFileSync(join(out, 'growth.md'), table);
  process.stdout.write(`\n${table}\n`);
  say(`written: growth.json and growth.md in ${out}`);
  if (quick) return;
  publishFiles(out, ['growth.json']);
  publishText('growth', table);
  say('written: docs/speed.md, docs/bench/growth.json');
}
