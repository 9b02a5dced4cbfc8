import type { ClientRun, Evidence } from './evidence.ts';
import { UNDISTURBED } from './nature.ts';

/** How a run ended, in words. */
export function ended({ exitCode, signal, output }: ClientRun): string {
  const last =
    output.stderr
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? '';
  const said = last === '' ? '' : `, "${last.length > 160 ? `${last.slice(0, 160)}...` : last}"`;
  return `${signal === null ? `status ${String(exitCode)}` : `ended by ${signal}`}${said}`;
}

/** The undisturbed run. */
export const undisturbed = ({ runs }: Evidence): ClientRun | undefined =>
  runs.find(({ scenario }) => scenario.id === UNDISTURBED);

/** Why a disturbed run proves nothing; undefined where it does. */
export function unusable(evidence: Evidence): string | undefined {
  const usual = undisturbed(evidence);
  if (!usual) return 'the undisturbed run is missing';
  if (usual.requests.length === 0) return `the client sent no request to the mock: ${ended(usual)}`;
  if (usual.overdue) return `undisturbed, the client had not ended after ${evidence.patience} s`;
  return usual.exitCode === 0
    ? undefined
    : `undisturbed, the client does not end with status 0 either: ${ended(usual)}`;
}
