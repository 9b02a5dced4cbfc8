import type { RunRecord } from '../run.ts';
import { byReason } from '../words.ts';
import type { Move } from './cause.ts';

/** Why clauses were not run, or the run was inconclusive, and whose move that is. */
export interface Obstacle {
  /** The reason in its own words. */
  readonly reason: string;
  readonly whose: Move;
  readonly next: string;
  /** Clauses that were not run for this reason. */
  readonly clauses: readonly string[];
}

/** Patterns of reasons, whose move each is, and the next step; the first match counts. */
const KINDS: readonly {
  readonly says: RegExp;
  readonly whose: Move;
  readonly next: (match: RegExpExecArray) => string;
}[] = [
  {
    says: /check failed|not built yet/,
    whose: 'suite',
    next: () => 'Report it to the authors of the suites, with run.json: no server is to blame.',
  },
  {
    says: /(?:refused|rejected) the key|(?:refused|rejected).*\b40[13]\b|MITP_API_KEY.*\b40[13]\b/,
    whose: 'configuration',
    next: () => 'Put an active key of the provider under test into MITP_API_KEY.',
  },
  {
    says: /\bMITP_[A-Z_]+/,
    whose: 'configuration',
    next: ([name]) => `Set ${name}, and run again.`,
  },
  {
    says: /another run|already (?:judg|runs)/,
    whose: 'configuration',
    next: () => 'Wait until the other run has ended, and run again.',
  },
  {
    says: /^suite (\w+) not selected|^not selected/,
    whose: 'configuration',
    next: ([, suite]) =>
      suite ? `Run with --suite ${suite} to try it.` : 'Run without a choice of clauses to try it.',
  },
  {
    says: /depth (standard|full) on|not covered at (quick|standard)/,
    whose: 'configuration',
    next: ([, deeper, now]) => `Run with --depth ${deeper ?? (now === 'quick' ? 'standard' : 'full')} to try it.`,
  },
  {
    says: /certificate|\bTLS\b|\bSSL\b|proxy/i,
    whose: 'network',
    next: () =>
      'Check the certificate, and what stands between here and the target (NODE_EXTRA_CA_CERTS, HTTPS_PROXY).',
  },
  {
    says: /cannot (?:be )?reach|unreachable|ECONN|ENOTFOUND|EAI_AGAIN|refused the connection|connection|timed? ?out|no (?:usable )?response|no answer|stopped (?:answering|responding)|(?:does|did) not respond|gateway|\b50[234]\b/i,
    whose: 'network',
    next: () => 'Check that the target is up and can be reached from here, then run again.',
  },
  {
    says: /stopped before its end|interrupted|did not get to its end/,
    whose: 'configuration',
    next: () => 'Run again, and let it come to its end.',
  },
  {
    says: /takes a portal/,
    whose: 'configuration',
    next: () => 'Set MITP_PORTAL_URL, and what the portal wants for a sign-in.',
  },
  {
    says: /plain HTTP/,
    whose: 'suite',
    next: () => 'Nothing to do, unless the target is meant to be reached by HTTPS.',
  },
  {
    says: /gave nothing|no rows|too few|no two/,
    whose: 'suite',
    next: () => 'Nothing to do: the data of this target cannot show it.',
  },
];

/** Whose move a reason is, and the next step. */
export function obstacleOf(reason: string, clauses: readonly string[] = []): Obstacle {
  for (const { says, whose, next } of KINDS) {
    const match = says.exec(reason);
    if (match) return { reason, whose, next: next(match), clauses };
  }
  return { reason, whose: 'suite', next: 'Run again; if it stays so, run.json has the details.', clauses };
}

/** Why clauses were not run, the most common reason first. */
export const obstaclesOf = (run: RunRecord): Obstacle[] =>
  byReason(run.clauses).map(([reason, clauses]) => obstacleOf(reason, clauses));
