import { faker } from '@faker-js/faker/locale/en';

import type { Contract, Operation } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';
import type { WorldSize } from '../providers.ts';
import { conform } from './conform.ts';
import { createContext } from './context.ts';
import { makeClients, makeUsers } from './people.ts';
import { makeFindings, makeOverdue, makeReviews } from './reviews.ts';
import { makeConfigurations, makeMeetings } from './schedule.ts';
import { COUNTS } from './sizes.ts';
import { makeStrategy } from './strategy.ts';

/** The rows of one IT provider, by operation. */
export interface World {
  readonly lists: ReadonlyMap<string, readonly Row[]>;
  /** Of operations below a parent's row: the rows by the value in the path. */
  readonly children: ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;
}

/** Rows of operations that only an imported contract has. */
const UNKNOWN_LIST_LENGTH = 5;

function makeRows(contract: Contract, size: WorldSize, seed: number) {
  // The generator is the library's own one: seeding it before each world is what makes the world repeatable.
  faker.seed(seed);
  const counts = COUNTS[size];
  const context = createContext(contract, counts, seed);
  const users = makeUsers(context);
  const clients = makeClients(context);
  const reviews = makeReviews(context, clients, users);
  const findings = makeFindings(context, reviews);
  const { recommendations, initiatives } = makeStrategy(context, clients, users, reviews, findings);
  const meetings = makeMeetings(context, clients, users, recommendations);
  const configurations = makeConfigurations(context, recommendations);
  const lists: Record<string, readonly object[]> = {
    listClients: clients,
    listUsers: users,
    listReviews: reviews,
    listOverdueReviewCategories: makeOverdue(context, clients),
    listFindings: findings,
    listInitiatives: initiatives,
    listRecommendations: recommendations,
    listMeetings: meetings,
  };
  const children: Record<string, ReadonlyMap<string, readonly object[]>> = {
    listRecommendationConfigurations: configurations,
  };
  return { lists, children };
}

/** Makes a world that keeps the contract. The same contract, size and seed give the same rows in the same order. */
export function makeWorld(contract: Contract, size: WorldSize, seed: number): World {
  const { lists, children } = makeRows(contract, size, seed);
  const rowsOf = ({ item }: Operation, rows: readonly object[]) =>
    rows.map((row, index) => conform(row as Row, item, index + 1));
  // No order is promised without sortingRules: an order that equals none of the sorted ones keeps clients honest.
  const shuffled = (operation: Operation) => {
    const unknown = Array.from({ length: size === 'empty' ? 0 : UNKNOWN_LIST_LENGTH }, () => ({}));
    return faker.helpers.shuffle(rowsOf(operation, lists[operation.id] ?? unknown));
  };
  const flat = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const nested = contract.operations.filter(({ pathParameters }) => pathParameters.length > 0);
  return {
    lists: new Map(flat.map((operation) => [operation.id, shuffled(operation)])),
    children: new Map(
      nested.map((operation) => [
        operation.id,
        new Map([...(children[operation.id] ?? [])].map(([parent, rows]) => [parent, rowsOf(operation, rows)])),
      ]),
    ),
  };
}
