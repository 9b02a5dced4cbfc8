import { lineOf } from './sarif.ts';
import { sentenceOf } from '../../spec/sentences.ts';
import type { RunRecord } from '../run.ts';

/** GitHub shows ten of each kind for a step, and one for each clause is enough. */
const MOST = 10;

/**
 * Workflow commands that make GitHub Actions show broken clauses as annotations on the contract.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotations(run: RunRecord): string[] {
  return (['fail', 'warn'] as const).flatMap((verdict) =>
    run.clauses
      .filter((clause) => clause.verdict === verdict)
      .slice(0, MOST)
      .map(({ id, findings }) => {
        const { operation = '', want = '', got = '' } = findings[0] ?? {};
        const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
        const { place, file = '' } = run.contract ?? {};
        const line = place === undefined ? String(lineOf(run, operation)) : '1';
        const position = run.contract ? { file: place ?? file, line } : {};
        const properties = Object.entries({ ...position, title: `${id} ${sentenceOf(id)}` });
        const written = properties.map(([name, value]) => `${name}=${property(value)}`).join(',');
        return `::${verdict === 'fail' ? 'error' : 'warning'} ${written}::${data(`${operation}: expected ${want}, got ${got}${more}`)}`;
      }),
  );
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
