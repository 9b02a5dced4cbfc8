import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { places } from '../reports/finish.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * Sees, before anything is sent, that a run can write what it has to: a verdict that cannot be kept costs the target its
 * quota for nothing.
 * @throws UserError naming the folder and what to do
 */
export function checkWritable(env: NodeJS.ProcessEnv): void {
  const { reportDir } = places(env);
  attempt(
    `the reports cannot be written to ${reportDir}`,
    'Choose another folder with --report-dir or MITP_REPORT_DIR',
    () => {
      mkdirSync(reportDir, { recursive: true });
      const probe = join(reportDir, `.mitp-${String(process.pid)}`);
      writeFileSync(probe, '');
      rmSync(probe);
    },
  );
  attempt(`nothing can be written to the temporary folder ${tmpdir()}`, 'Make room, or name another in TMPDIR', () => {
    rmSync(mkdtempSync(join(tmpdir(), 'mitp-')), { recursive: true });
  });
}

function attempt(problem: string, remedy: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UserError(`${problem}: ${(error as Error).message}. ${remedy}.`);
  }
}
