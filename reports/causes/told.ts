import type { Change } from '../changes/changes.ts';
import type { RunRecord } from '../run.ts';
import type { Cause } from './cause.ts';
import { causesOf } from './causes.ts';

/** A cause, compared with the runs before. */
export interface Told extends Cause {
  /** `first`: there is no run to compare with. */
  readonly state: 'new' | 'worse' | 'still' | 'flaky' | 'first';
  /** Since when it is broken, as far as the history goes back. */
  readonly since?: Pick<Change, 'since' | 'orLonger' | 'runs'>;
  /** Those of its clauses that broke in this run, where others were broken before. */
  readonly newClauses: readonly string[];
}

const ORDER = { new: 0, worse: 1, first: 2, still: 3, flaky: 4 } as const;

/** The causes of everything that is broken: failures first, new ones before old ones, flaky ones last. */
export function toldCauses(run: RunRecord): Told[] {
  const { changes } = run;
  const flaky = new Set(changes?.flaky.map(({ clause }) => clause));
  return causesOf(run)
    .map((cause): Told => {
      const own = changes?.changes.filter(({ clause }) => cause.clauses.includes(clause)) ?? [];
      const of = (kind: Change['kind']) => own.filter((one) => one.kind === kind);
      const fresh = of('new').map(({ clause }) => clause);
      const [oldest] = of('still').sort((a, b) => (a.since < b.since ? -1 : 1));
      if (changes?.previous === undefined) return { ...cause, state: 'first', newClauses: [] };
      if (oldest) return { ...cause, state: 'still', since: oldest, newClauses: fresh };
      if (of('worse').length > 0)
        return { ...cause, state: 'worse', since: { since: run.finishedAt }, newClauses: fresh };
      if (fresh.length > 0) return { ...cause, state: 'new', since: { since: run.finishedAt }, newClauses: [] };
      const comesAndGoes = cause.clauses.some((id) => flaky.has(id));
      return { ...cause, state: comesAndGoes ? 'flaky' : 'first', newClauses: [] };
    })
    .sort((a, b) => Number(b.fails) - Number(a.fails) || ORDER[a.state] - ORDER[b.state]);
}
