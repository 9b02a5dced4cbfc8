import type { RunRecord } from '../run.ts';
import { json } from './json.ts';
import { summary } from './summary.ts';

/** A way to write a run down: a pure function of the run record. */
export interface Format {
  /** Name of the file in the report directory. */
  file: string;
  render: (run: RunRecord) => string;
}

/** Every format that a run is written in. */
export const formats: readonly Format[] = [
  { file: 'run.json', render: json },
  { file: 'summary.md', render: summary },
];
