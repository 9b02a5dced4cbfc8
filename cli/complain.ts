import { ContractError } from '../spec/contract.ts';
import { environmentSecrets, redactor } from '../spec/redact.ts';
import { visibleLines } from '../reports/safe.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * Writes an error to stderr: one clear line for a mistake that the user can fix, the stack for a defect of ours.
 * @returns the exit code for "inconclusive": 2
 */
export function complain(error: unknown): 2 {
  const fixable = error instanceof UserError || error instanceof ContractError;
  const text =
    error instanceof Error ? (fixable ? visibleLines(error.message) : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`mitp: ${redactor(environmentSecrets(process.env))(text)}\n`);
  return 2;
}
