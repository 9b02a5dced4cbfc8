import type { HistoryEntry } from '../changes/history.ts';
import { printable } from '../printable.ts';
import type { RunRecord } from '../run.ts';
import { page } from '../html/page.ts';
import { badge } from './badge.ts';
import { ctrf } from './ctrf.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';

/** A report format: a pure function of the run record and, for those that show a trend, of the history. */
export interface Format {
  /** Name of the file in the report directory. */
  file: string;
  /** How it writes the name of a hidden secret; `<name>` unless set. */
  mark?: (name: string) => string;
  /** @param history the runs that are kept, this one included, the oldest first */
  render: (run: RunRecord, history: readonly HistoryEntry[]) => string;
}

/** In markup the angle brackets are escaped. */
export const inMarkup = (name: string) => `&lt;${name}&gt;`;

/** Every format in which a run is written. All but the record itself contain only printable text. */
export const formats: readonly Format[] = [
  { file: 'run.json', render: json },
  { file: 'summary.md', mark: inMarkup, render: (run) => summary(printable(run)) },
  { file: 'junit.xml', mark: inMarkup, render: (run) => junit(printable(run)) },
  { file: 'ctrf.json', render: (run) => ctrf(printable(run)) },
  { file: 'results.sarif', render: (run) => sarif(printable(run)) },
  { file: 'report.html', mark: inMarkup, render: (run, history) => page(printable(run), history) },
  { file: 'badge.json', render: badge },
];
