import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formats as allFormats, type Format } from './formats/index.ts';
import type { RunRecord } from './run.ts';

/** What came of writing a report. */
export interface Written {
  directory: string;
  /** Files that were written, by name. */
  files: string[];
  /** Files (or the directory) that could not be written, with the reason: the disk's matter, not the run's. */
  unwritten: string[];
  /** Formats that threw: a defect of ours, which the run must not hide. */
  broken: string[];
}

/**
 * Writes a run in every format. Each stands for itself: one that throws or cannot be written does not keep the others
 * back, and a file is replaced whole or not at all.
 */
export function writeReport(run: RunRecord, directory: string, formats: readonly Format[] = allFormats): Written {
  const written: Written = { directory: resolve(directory), files: [], unwritten: [], broken: [] };
  let usable = true;
  try {
    makeDirectory(resolve(directory));
  } catch (error) {
    usable = false;
    written.unwritten.push(`${directory}: ${message(error)}`);
  }
  for (const { file, render } of formats) {
    let text: string;
    try {
      text = render(run);
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

/** Node's own recursive mkdir never returns where a parent exists but refuses children with ENOENT (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/** Writes a file whole or not at all: nobody reads half of it, and a full disk leaves the former one. */
export function replaceFile(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
