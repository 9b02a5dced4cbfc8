import { clauses, type Clause, type Level } from '../clauses.ts';
import type { Contract } from '../contract.ts';
import { pointerOf } from '../openapi/places.ts';
import type { Evidence, ObservedMark } from '../openapi/schema.ts';
import { shortPlace } from './statements.ts';

/** How certain one thing in the contract is: a clause, or a statement of the contract file. */
export interface Known {
  readonly kind: 'clause' | 'field' | 'keyword' | 'filter field' | 'service';
  /** `PAG-09`, `Review.id`, `Review.id format`. */
  readonly name: string;
  readonly level: Evidence;
  /** First and last day on which our runs showed it, and on how many days; absent where the evidence is not ours. */
  readonly since?: string;
  readonly until?: string;
  readonly nights?: number;
}

const LEVELS: Readonly<Record<Level, Evidence>> = { D: 'documented', O: 'observed', A: 'assumed' };

/** Where the contract file keeps which clauses live runs proved. */
export const OBSERVED_CLAUSES = 'x-observed-clauses';

/** Clauses that live runs proved, by id. */
export function observedClauses({ document }: Pick<Contract, 'document'>): Readonly<Record<string, ObservedMark>> {
  return (document.info[OBSERVED_CLAUSES] ?? {}) as Readonly<Record<string, ObservedMark>>;
}

/** How a clause is known by a contract: an assumption that live runs proved is an observation. */
export function levelIn(contract: Pick<Contract, 'document'>, { id, level }: Clause): Level {
  return level === 'A' && observedClauses(contract)[id] !== undefined ? 'O' : level;
}

/** How sure each clause is, and everything that the contract file says. */
export function knowledgeOf(contract: Contract): Known[] {
  const marks = observedClauses(contract);
  return [
    ...clauses().map((clause): Known => ({
      ...{ kind: 'clause', name: clause.id, level: LEVELS[levelIn(contract, clause)] },
      ...when(marks[clause.id]),
    })),
    ...inDocument(contract, contract.document, []),
  ];
}

/** The share of what is known that is more than assumed, from 0 to 1, in thousandths. */
export function knownShare(known: readonly Pick<Known, 'level'>[]): number {
  const sure = known.filter(({ level }) => level !== 'assumed').length;
  return known.length === 0 ? 0 : Math.round((sure / known.length) * 1000) / 1000;
}

interface Node {
  readonly 'x-evidence'?: Evidence;
  readonly 'x-keyword-evidence'?: Readonly<Record<string, Evidence>>;
  readonly 'x-observed'?: Readonly<Record<string, ObservedMark>>;
}

function inDocument(contract: Contract, node: unknown, place: readonly string[]): Known[] {
  if (typeof node !== 'object' || node === null) return [];
  const { 'x-evidence': level, 'x-keyword-evidence': keywords = {}, 'x-observed': marks = {} } = node as Node;
  const name = level === undefined && Object.keys(keywords).length === 0 ? '' : shortPlace(contract, pointerOf(place));
  return [
    ...(level === undefined ? [] : [{ kind: kindOf(place), name, level, ...when(marks.field) }]),
    ...Object.entries(keywords).map(([keyword, sure]): Known => ({
      ...{ kind: 'keyword', name: `${name} ${keyword}`, level: sure },
      ...when(marks[keyword]),
    })),
    ...Object.entries(node).flatMap(([key, inner]) => inDocument(contract, inner, [...place, key])),
  ];
}

function kindOf(place: readonly string[]): Known['kind'] {
  if (place.includes('x-fields')) return 'filter field';
  return place.includes('schemas') || place.includes('schema') ? 'field' : 'service';
}

function when(mark: ObservedMark | undefined): Pick<Known, 'since' | 'until' | 'nights'> {
  return mark ? { since: mark.since, until: mark.until, nights: mark.nights } : {};
}
