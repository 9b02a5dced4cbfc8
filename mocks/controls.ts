import type { RuleId, RuleLevel } from '../spec/client-rules.ts';
import type { ClientFinding } from './client-rules/findings.ts';
import type { DatasetSize, KeyRecord } from './types.ts';
import { checkFilter, checkFindings, checkLatency, checkSize } from './options.ts';
import type { JournalEntry, JournalFilter } from './journal/journal.ts';
import type { Latency } from './pipeline/latency-setting.ts';
import type { SetSituation, Situation } from './situations.ts';
import type { MockState } from './state.ts';

/** Which findings are wanted. */
export interface FindingOptions {
  /** `must`: only what loses data, leaks a key or hides a failure. */
  readonly level?: RuleLevel;
  /** Rules that this client breaks on purpose: a screen that shows one page breaks USE-07. */
  readonly except?: readonly RuleId[];
}

/** Situations in one call: what a developer wants to see an app do. `reset()` takes all of them back. */
export interface MockControls {
  /** Lets something happen to requests: a status, a delay, a broken connection, rows that come or go between two pages. */
  respond(situation: Situation): SetSituation;
  /** Takes one situation back, or all of them. */
  restore(id?: number): void;
  /** The quota of the provider is used up: its next request is a 429. The provider with the most data by default. */
  spendQuota(providerId?: string): void;
  /** The provider has no rows any more, or another amount of them. */
  resize(size: DatasetSize, providerId?: string): void;
  /** Revokes a key now, by its value or the name of its record: `keys.active` by default. Throws RangeError for no key. */
  revoke(key?: string): void;
  /** Delays each response: milliseconds, or with a jitter both ways. */
  setLatency(latency: number | Partial<Latency>): void;
  /**
   * What the client did wrong so far, by the rules for clients that requests can show (USE-01 to 15, but for 11):
   * `expect(mock.findings()).toEqual([])` at the end of a test. `reset()` forgets the requests.
   */
  findings(options?: FindingOptions): readonly ClientFinding[];
  /** The requests to the API, newest first, and why each was rejected or lost its effect. */
  journal(filter?: JournalFilter): readonly JournalEntry[];
}

function keyNamed(state: MockState, key: string): KeyRecord {
  const all = state.providers.list().flatMap(({ id }) => state.keys.list(id));
  const owner = state.ownerOf(key);
  const found = all.find(({ name, providerId }) =>
    owner ? name === owner.name && providerId === owner.providerId : name === key,
  );
  if (!found) throw new RangeError('This mock has no such key: give its value, or the name of its record.');
  return found;
}

/** Makes the controls of a mock. */
export function createControls(state: MockState): MockControls {
  const { situations, demoKeys, providers } = state;
  const main = providers.list()[0]?.id ?? '';
  const provider = (id: string) => {
    if (!providers.get(id)) throw new RangeError(`This mock has no IT provider "${id}".`);
    return id;
  };
  return {
    respond: (situation) => situations.add(situation),
    restore(id) {
      if (id === undefined) situations.clear();
      else situations.remove(id);
    },
    spendQuota: (id = main) => state.spendQuota(provider(id)),
    resize(size, id = main) {
      checkSize(size);
      providers.resize(provider(id), size);
    },
    revoke(key = demoKeys.active) {
      const { providerId, id } = keyNamed(state, key);
      state.keys.revoke(providerId, id);
    },
    setLatency(latency) {
      checkLatency(latency);
      state.latency.set({ ms: 0, jitterMs: 0, ...(typeof latency === 'number' ? { ms: latency } : latency) });
    },
    findings(options = {}) {
      checkFindings(options);
      const { level, except = [] } = options;
      return state.findings().filter((one) => (level ?? one.level) === one.level && !except.includes(one.rule));
    },
    journal(filter = {}) {
      checkFilter(filter);
      return state.journal.list(filter);
    },
  };
}
