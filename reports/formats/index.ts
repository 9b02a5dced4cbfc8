import type { HistoryEntry } from '../changes/history.ts';
import type { RunRecord } from '../run.ts';
import { page } from '../html/page.ts';
import { badge } from './badge.ts';
import { ctrf } from './ctrf.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';

/** A way to write a run down: a pure function of the run record and, for those that show a trend, of the history. */
export interface Format {
  /** Name of the file in the report directory. */
  file: string;
  /** @param history the runs that are kept, this one included, the oldest first */
  render: (run: RunRecord, history: readonly HistoryEntry[]) => string;
}

/** Every format that a run is written in. */
export const formats: readonly Format[] = [
  { file: 'run.json', render: json },
  { file: 'summary.md', render: summary },
  { file: 'junit.xml', render: junit },
  { file: 'ctrf.json', render: ctrf },
  { file: 'results.sarif', render: sarif },
  { file: 'report.html', render: page },
  { file: 'badge.json', render: badge },
];
