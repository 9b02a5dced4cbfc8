import { faker } from './faker.ts';

import type { Contract, Operation } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';
import type { DatasetSize } from '../keys/providers.ts';
import { conform } from './conform.ts';
import { mirrored, pointedBack } from './mirrors.ts';
import { movedIds, withMoved } from './moved.ts';
import { createContext, firstNumber } from './context.ts';
import { makeClients, makeUsers } from './people.ts';
import { makeFindings, makeOverdue, makeReviews } from './reviews.ts';
import { makeConfigurations, makeMeetings } from './schedule.ts';
import { COUNTS } from './sizes.ts';
import { makeStrategy } from './strategy.ts';

/** The rows of one IT provider, by operation. */
export interface Dataset {
  readonly lists: ReadonlyMap<string, readonly Row[]>;
  /** Of operations below a parent's row: the rows by the value in the path. */
  readonly children: ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;
}

/** Rows of operations that only an imported contract has. */
const UNKNOWN_LIST_LENGTH = 5;

function makeRows(contract: Contract, size: DatasetSize, seed: number) {
  // The generator is the library's own one: seeding it before each dataset makes the dataset repeatable.
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

/** Rows of lists that only an imported contract has: nothing is known of them but their schema. */
const unknownRows = (size: DatasetSize) =>
  Array.from({ length: size === 'empty' ? 0 : UNKNOWN_LIST_LENGTH }, () => ({}));

/** Makes a dataset that keeps the contract. The same contract, size and seed give the same rows in the same order. */
export function makeDataset(contract: Contract, size: DatasetSize, seed: number): Dataset {
  const { lists: made, children } = makeRows(contract, size, seed);
  const moved = movedIds(contract, made);
  const lists = Object.fromEntries(
    Object.entries(made).map(([id, rows]) => [id, withMoved(rows as Row[], moved.get(id))]),
  );
  const done = new Map<string, readonly Row[]>();
  const rowsOf = (operationId: string) => done.get(operationId) ?? lists[operationId] ?? [];
  const movedTo = (id: string, field: string, value: unknown) => moved.get(id)?.get(field)?.get(value);
  let salt = firstNumber(seed);
  /** Whether any row is not as its makers wrote it: what repeats its fields elsewhere has to follow. */
  let changed = false;
  const conformAll = ({ item }: Operation, rows: readonly object[]) => {
    const absent = (fieldPath: string) => rows.some((row) => fieldPath in row);
    return rows.map((row) => {
      const conforming = conform(row as Row, item, (salt += 1), { rowsOf, absent, moved: movedTo });
      changed ||= conforming !== row;
      return conforming;
    });
  };
  // Lists that the makers know come first: ids of the others point at their rows.
  const known = ({ id }: Operation) => Number(!(id in lists));
  const flat = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  for (const operation of flat.toSorted((one, other) => known(one) - known(other))) {
    done.set(operation.id, conformAll(operation, lists[operation.id] ?? unknownRows(size)));
  }
  if (changed) {
    for (const operation of flat) done.set(operation.id, mirrored(operation, rowsOf(operation.id), rowsOf));
    for (const operation of flat) done.set(operation.id, pointedBack(operation, rowsOf(operation.id), rowsOf));
  }
  const parentKey = ({ parent }: Operation, key: string) => {
    const ids = parent && moved.get(parent.operation)?.get(parent.member);
    const now = ids && [...ids].find(([before]) => String(before) === key)?.[1];
    return typeof now === 'string' || typeof now === 'number' ? String(now) : key;
  };
  const nested = contract.operations.filter(({ pathParameters }) => pathParameters.length > 0);
  return {
    // No order is promised without sortingRules. This order equals none of the sorted ones, so that clients do not rely on it.
    lists: new Map(flat.map(({ id }) => [id, faker.helpers.shuffle([...rowsOf(id)])])),
    children: new Map(
      nested.map((operation) => {
        const rows = children[operation.id] ?? childrenOf(operation, rowsOf, size);
        return [
          operation.id,
          new Map([...rows].map(([key, own]) => [parentKey(operation, key), conformAll(operation, own)])),
        ];
      }),
    ),
  };
}

/** Rows below each row of the parent list, for an operation that only an imported contract has. */
function childrenOf(
  { parent, item }: Operation,
  rowsOf: (operationId: string) => readonly Row[],
  size: DatasetSize,
): Map<string, readonly object[]> {
  const parents = parent ? rowsOf(parent.operation).map((row) => row[parent.member]) : [];
  const back = Object.entries(item.properties ?? {}).filter(([, schema]) => {
    const mark = schema['x-references'];
    return mark && mark.operation === parent?.operation && mark.member === parent.member;
  });
  return new Map(
    parents.map((value) => {
      const own = Object.fromEntries(back.map(([name]) => [name, value]));
      return [String(value), unknownRows(size).map(() => own)];
    }),
  );
}
