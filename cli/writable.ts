import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { makeDirectory } from '../reports/files.ts';
import { places } from '../reports/finish.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * Checks, before anything is sent, that the run can write its output: a verdict that cannot be saved wastes the target's quota.
 * @throws UserError naming the folder and what to do
 */
export function checkWritable(env: NodeJS.ProcessEnv, reportDir: string = places(env).reportDir): void {
  attempt(
    `the reports cannot be written to ${reportDir}`,
    'Choose another folder with --report-dir or MITP_REPORT_DIR',
    () => {
      makeDirectory(reportDir);
      probe(reportDir);
    },
  );
  attempt(`nothing can be written to the temporary folder ${tmpdir()}`, 'Make room, or name another in TMPDIR', () => {
    rmSync(mkdtempSync(join(tmpdir(), 'mitp-')), { recursive: true });
  });
}

/**
 * Checks, before anything is done, that the named file can be created or replaced.
 * @param option the option that names it
 * @throws UserError naming the file and what to do
 */
export function checkPlace(file: string, option: string): void {
  attempt(`${file} cannot be written`, `Name a file in a folder that is there and takes files: ${option} FILE`, () => {
    if (existsSync(file) && !statSync(file).isFile()) throw new Error('it is there, and no file');
    probe(dirname(resolve(file)));
  });
}

function probe(folder: string): void {
  const file = join(folder, `.mitp-${process.pid}`);
  writeFileSync(file, '');
  rmSync(file);
}

function attempt(problem: string, remedy: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UserError(`${problem}: ${(error as Error).message}. ${remedy}.`);
  }
}
