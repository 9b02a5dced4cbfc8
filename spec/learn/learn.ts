import { clauses } from '../clauses.ts';
import type { Contract } from '../contract.ts';
import type { ObservedMark } from '../openapi/schema.ts';
import { levelIn } from './knowledge.ts';
import { markOf } from './mark.ts';
import type { Sighting } from './sighting.ts';
import { markName, nameOf, nodeAt } from './nodes.ts';
import { statementKey, statementsOf, type Statement } from './statements.ts';
import { stepsOf, type Contradiction, type Step } from './steps.ts';

/** Something assumed that live runs proved: it may be raised to observed. */
export interface Raise {
  /** The clause, or the place in the contract file with the keyword. */
  readonly clause?: string;
  readonly place?: string;
  readonly keyword?: string;
  readonly name: string;
  readonly runs: number;
  /** Values looked at; absent for clauses. */
  readonly values?: number;
  readonly mark: ObservedMark;
}

/** What runs have shown, compared with a contract. */
export interface Learned {
  readonly runs: readonly { readonly id: string; readonly finishedAt: string; readonly target: string }[];
  readonly ignored: readonly { readonly id: string; readonly why: string }[];
  readonly raises: readonly Raise[];
  /** What held so far, and why it is not raised yet. */
  readonly waiting: readonly { readonly name: string; readonly why: string }[];
  /** Changes that a person may adopt. */
  readonly steps: readonly Step[];
  readonly contradictions: readonly Contradiction[];
}

/** Runs that have to agree before an assumption is raised, unless said otherwise: three nights. */
export const MIN_RUNS = 3;

/** Values that have to be looked at, in all runs together: of a handful nothing follows. */
export const MIN_VALUES = 20;

/** Clauses about what the contract knows: three nights without anything new promise nothing for the fourth. */
const NEVER_RAISED: readonly string[] = ['CON-05', 'CON-06', 'CON-07'];

/**
 * What runs prove and contradict in a contract. It changes nothing.
 * @param sightings in any order; the same run twice counts once
 * @param minRuns runs that have to agree before an assumption counts as proved
 */
export function learn(contract: Contract, sightings: readonly Sighting[], minRuns = MIN_RUNS): Learned {
  const once = sightings.filter(({ id }, at) => sightings.findIndex((other) => other.id === id) === at);
  const runs = once.filter(({ ignored }) => ignored === undefined);
  const parts = [statements(contract, runs, minRuns), provenClauses(contract, runs, minRuns)];
  const { steps, broken } = stepsOf(contract, runs, minRuns);
  return {
    runs: runs.map(({ id, finishedAt, evidence }) => ({ id, finishedAt, target: evidence.target })),
    ignored: once.flatMap(({ id, ignored: why }) => (why === undefined ? [] : [{ id, why }])),
    raises: parts.flatMap(({ raises }) => raises),
    waiting: parts.flatMap(({ waiting }) => waiting),
    steps,
    contradictions: [...parts.flatMap(({ contradictions }) => contradictions), ...broken],
  };
}

type Part = Pick<Learned, 'raises' | 'waiting' | 'contradictions'>;
type Found = Raise | Learned['waiting'][number] | Contradiction;

function sorted(found: readonly Found[]): Part {
  return {
    raises: found.filter((one) => 'mark' in one),
    waiting: found.filter((one) => 'why' in one),
    contradictions: found.filter((one) => 'contract' in one),
  };
}

/** The keywords and other statements of the contract file that are still assumed. */
function statements(contract: Contract, runs: readonly Sighting[], minRuns: number): Part {
  const all = new Map<string, Statement>(statementsOf(contract).map((one) => [statementKey(one), one]));
  const assumed = [...all.values()].filter((one) => !isRaised(contract, one));
  return sorted(
    assumed.flatMap((statement): Found[] => {
      const seen = runs.flatMap((run) =>
        run.evidence.statements
          .filter((one) => statementKey(one) === statementKey(statement) && same(one.value ?? null, statement.value))
          .map((one) => ({ ...one, run })),
      );
      // A broken statement is a step, or is reported as a contradiction with the steps.
      if (seen.length === 0 || seen.some(({ broken }) => broken > 0)) return [];
      const name = nameOf(contract, statement);
      const values = seen.reduce((sum, { tried }) => sum + tried, 0);
      if (seen.length < minRuns) return [{ name, why: `held in ${seen.length} of ${minRuns} runs that it takes` }];
      if (values < MIN_VALUES) return [{ name, why: `only ${values} of ${MIN_VALUES} values that it takes were seen` }];
      const { place, keyword } = statement;
      return [{ place, keyword, name, runs: seen.length, values, mark: markOf(seen.map(({ run }) => run)) }];
    }),
  );
}

/** Whether runs have raised it already. */
function isRaised(contract: Contract, statement: Statement): boolean {
  const node = nodeAt(contract, statement.place);
  return node['x-observed']?.[markName(statement.keyword)] !== undefined;
}

function provenClauses(contract: Contract, runs: readonly Sighting[], minRuns: number): Part {
  const assumed = clauses().filter((clause) => levelIn(contract, clause) === 'A' && !NEVER_RAISED.includes(clause.id));
  return sorted(
    assumed.flatMap(({ id, sentence }): Found[] => {
      const held = runs.filter((run) => run.clauses.pass.includes(id));
      const broke = runs.filter((run) => [...run.clauses.warn, ...run.clauses.fail].includes(id));
      if (broke.length > 0) {
        const target = `broken in ${broke.length} of ${broke.length + held.length} runs that tried it`;
        return [{ name: id, contract: `${sentence} (assumed)`, target }];
      }
      if (held.length === 0) return [];
      if (held.length < minRuns) return [{ name: id, why: `held in ${held.length} of ${minRuns} runs that it takes` }];
      return [{ clause: id, name: id, runs: held.length, mark: markOf(held) }];
    }),
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
