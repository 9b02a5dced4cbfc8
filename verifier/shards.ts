import type { Group } from '../spec/clauses.ts';
import type { ClauseRecord } from '../spec/generated/run-record.ts';
import { suiteOf, type Suite } from './suites.ts';

/** One of several processes that share the work; the first is 1 of N. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The relative cost of each group of clauses. A group stays together, because one scenario gives its evidence: the life of a key
 * and the Swagger UI in a browser, the bursts of the limit.
 */
const COST: Readonly<Record<Group, number>> = {
  ...{ KEY: 12, LIM: 6, DOC: 6 },
  ...{ FIL: 1, PAG: 1, CON: 1, SRT: 1, REL: 1, AUTH: 1, SEC: 1 },
};

/** Why only one process may judge a live target. */
export const ONE_PROCESS =
  'Against a live target the plan stays one process: its requests build on each other, and all spend the one quota of the ' +
  'IT provider, so a second process would look like a broken limit.';

/** Why a clause has no verdict in the record of a shard that does not act for it. */
export const IN_ANOTHER_SHARD = 'left to another shard';

/**
 * The groups of some suites that a shard sends requests for. Each group belongs to one shard; the shards have about the same
 * work.
 */
export function groupsOf({ index, of }: Shard, suites: readonly Suite[]): Group[] {
  const shards = Array.from({ length: of }, () => ({ cost: 0, groups: [] as Group[] }));
  for (const [group, cost] of Object.entries(COST) as [Group, number][]) {
    if (!suites.includes(suiteOf(group))) continue;
    const least = shards.reduce((a, b) => (b.cost < a.cost ? b : a));
    least.cost += cost;
    least.groups.push(group);
  }
  return shards[index - 1]?.groups ?? [];
}

/**
 * A clause as a shard records it. A shard judges every clause, because many clauses look at each response; those it has no
 * evidence for are left to the shard that acts for them.
 * @param groups those that this shard acts for; all where there are no shards
 */
export function inShard(record: ClauseRecord, groups: readonly Group[] | undefined): ClauseRecord {
  const isOwn = groups === undefined || groups.some((group) => record.id.startsWith(`${group}-`));
  if (isOwn || record.verdict !== 'not-run') return record;
  const { because: _, ...rest } = record;
  return { ...rest, reason: IN_ANOTHER_SHARD, notes: [] };
}
