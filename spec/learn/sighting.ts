import type { Drift, Evidence } from '../generated/run-record.ts';

/** The evidence of one run for a contract: from a run record, or what the history keeps of it. */
export interface Sighting {
  readonly id: string;
  readonly finishedAt: string;
  /** Why it proves nothing about the real API; undefined where it does. */
  readonly ignored?: string;
  readonly clauses: Readonly<Record<'pass' | 'warn' | 'fail', readonly string[]>>;
  readonly evidence: Evidence;
  readonly drift: readonly Drift[];
}

/** The parts of a run record, or of an entry of the history, that are read here. */
interface Written {
  readonly schemaVersion?: unknown;
  readonly id?: unknown;
  readonly finishedAt?: unknown;
  readonly target?: unknown;
  readonly errors?: unknown;
  readonly exitCode?: unknown;
  readonly clauses?: unknown;
  readonly evidence?: unknown;
  readonly drift?: unknown;
  /** What the history keeps of evidence and drift. */
  readonly learned?: Pick<Written, 'evidence' | 'drift'>;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i;

/**
 * Reads a run record or an entry of the history.
 *
 * @returns undefined where the value is neither
 */
export function sightingOf(value: unknown): Sighting | undefined {
  const written = value as Written | null;
  if (typeof written !== 'object' || written?.schemaVersion !== 1) return undefined;
  const { id, finishedAt, clauses, target } = written;
  const { evidence, drift = [] } = typeof target === 'string' ? (written.learned ?? {}) : written;
  if (typeof id !== 'string' || typeof finishedAt !== 'string' || Number.isNaN(Date.parse(finishedAt)))
    return undefined;
  if (typeof clauses !== 'object' || clauses === null) return undefined;
  const nothing: Evidence = { target: 'unknown', statements: [], values: [] };
  const why = whyIgnored({ ...written, evidence });
  return {
    id,
    finishedAt,
    ...(why === undefined ? {} : { ignored: why }),
    clauses: byVerdict(clauses),
    evidence: (evidence as Evidence | undefined) ?? nothing,
    drift: (drift as readonly Drift[]).filter(({ kind }) => kind !== 'never seen'),
  };
}

/** Set where a run counts only if runs of a mock are accepted. */
export const OF_A_MOCK = 'it judged a mock or an address of this machine, which proves nothing of the real API';

function whyIgnored({ target, errors, exitCode, evidence }: Written): string | undefined {
  const { embedded, baseUrl } = (typeof target === 'object' && target ? target : { baseUrl: target }) as {
    embedded?: unknown;
    baseUrl?: unknown;
  };
  // A run that was aborted tried only a part, for an unknown reason.
  if (exitCode === 2 || (Array.isArray(errors) && errors.length > 0)) return 'it did not get to its end';
  const host = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  if (embedded === true || baseUrl === 'embedded mock' || LOOPBACK.test(host)) return OF_A_MOCK;
  return evidence === undefined ? 'it was written before runs kept their evidence' : undefined;
}

function byVerdict(clauses: object): Sighting['clauses'] {
  if (!Array.isArray(clauses)) {
    const { pass = [], warn = [], fail = [] } = clauses as Partial<Sighting['clauses']>;
    return { pass, warn, fail };
  }
  const all = clauses as readonly { id: string; verdict: string }[];
  const ids = (verdict: string) => all.filter((one) => one.verdict === verdict).map(({ id }) => id);
  return { pass: ids('pass'), warn: ids('warn'), fail: ids('fail') };
}
