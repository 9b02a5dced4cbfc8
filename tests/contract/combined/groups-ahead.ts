import { hash, turned } from '../../../verifier/choose.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { Group } from './groups.ts';

/** About how many combined requests a quick run sends, for all lists together. */
const AHEAD = 28;
/** Further ones of each list, for requests that are left. */
const SPARE = 4;
/** Fields from which on a list gets one more than the others. */
const MANY_FIELDS = 12;
/** Conditions with which a query is worth more than one of a single clause. */
const ENOUGH_PARTS = 4;
/** On one list in so many, notEqual comes first. */
const ONE_IN = 4;

/** The groups of a list that a quick run tries: of those that join many conditions a few, each night others. */
export function groupsAhead(context: CheckContext, list: KnownList, groups: readonly Group[]): Group[] {
  const { seed, contract } = context;
  const most = Math.max(...groups.map(({ parts }) => parts.length));
  const full = groups.filter(({ parts }) => parts.length >= Math.min(most, ENOUGH_PARTS));
  const tonight = turned(full, hash(seed, list.operation.id));
  // Groups with notEqual are few.
  const isUnequal = ({ parts }: Group) => parts.some(({ kind }) => kind === 'unequal');
  if ((contract.operations.findIndex(({ id }) => id === list.operation.id) + seed) % ONE_IN === 0)
    tonight.sort((a, b) => Number(isUnequal(b)) - Number(isUnequal(a)));
  return tonight.slice(0, countAhead(context, list) + SPARE);
}

/** How many of a list's combined requests a quick run sends before requests of single clauses. */
export function countAhead({ contract }: CheckContext, list: KnownList): number {
  const each = Math.max(1, Math.floor(AHEAD / contract.operations.length));
  return each + (list.operation.fields.length < MANY_FIELDS ? 0 : 1);
}
