import { join, resolve } from 'node:path';
import { makeDirectory, replaceFile } from './files.ts';
import { formats as allFormats, type Format } from './formats/index.ts';
import type { HistoryEntry } from './changes/history.ts';
import type { RunRecord } from './run.ts';
import type { Redact } from '../spec/redact.ts';

/** The result of writing a report. */
export interface Written {
  directory: string;
  /** Files that were written, by name. */
  files: string[];
  /** Files (or the directory) that could not be written, with the reason: a problem of the disk, not of the run. */
  unwritten: string[];
  /** Formats that threw: a defect of ours, which the run must not hide. */
  broken: string[];
}

/** How a report is written. */
export interface WriteOptions {
  formats?: readonly Format[];
  /** The last step of every writer: hides secrets in the text. */
  redact?: Redact;
}

/**
 * Writes a run in every format. They are independent: one that throws or cannot be written does not stop the others, and a file
 * is replaced whole or not at all.
 */
export function writeReport(
  run: RunRecord,
  history: readonly HistoryEntry[],
  directory: string,
  { formats = allFormats, redact = (text) => text }: WriteOptions = {},
): Written {
  const written: Written = { directory: resolve(directory), files: [], unwritten: [], broken: [] };
  let usable = true;
  try {
    makeDirectory(directory);
  } catch (error) {
    usable = false;
    written.unwritten.push(`${directory}: ${message(error)}`);
  }
  for (const { file, render, mark } of formats) {
    let text: string;
    try {
      text = redact(render(run, history), mark);
    } catch (error) {
      written.broken.push(`${file}: ${message(error)}`);
      continue;
    }
    if (!usable) continue;
    try {
      replaceFile(join(directory, file), text);
      written.files.push(file);
    } catch (error) {
      written.unwritten.push(`${join(directory, file)}: ${message(error)}`);
    }
  }
  return written;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
