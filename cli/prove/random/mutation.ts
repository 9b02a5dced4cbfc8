import { loadContract, type Operation } from '../../../spec/contract.ts';
import type { Row } from '../../../mocks/data/columns.ts';
import type { Fault } from '../../../mocks/faults/hooks.ts';
import type { ApiRequest } from '../../../mocks/types.ts';
import { startMock } from '../../../mocks/index.ts';
import { listRequestOf } from './list-request.ts';
import { changeFor } from './changes/index.ts';
import type { Change, Envelope } from './changes/change.ts';
import type { Condition } from './conditions/condition.ts';
import { conditionFor } from './conditions/index.ts';
import { Dice } from './dice.ts';

/** A random defect: one list responds wrongly under one condition. */
export interface Mutation {
  readonly operation: Operation;
  readonly condition: Condition;
  readonly change: Change;
  readonly fault: Fault;
  /** How many responses were changed so far. */
  readonly fired: () => number;
}

/** Rows that are remembered of a list: enough to find one that a response does not hold. */
const REMEMBERED = 500;

function mutationOf(operation: Operation, condition: Condition, change: Change): Mutation {
  let fired = 0;
  const contract = loadContract();
  const hooks: Fault['hooks'] = () => {
    let count = 0;
    const known = new Map<unknown, Row>();
    return {
      around: (conforming) => async (request: ApiRequest) => {
        const reply = await conforming(request);
        const requested = listRequestOf(request, contract);
        if (requested?.operation.id !== operation.id || reply.status !== 200) return reply;
        count += 1;
        const body = JSON.parse(String(reply.body)) as Envelope;
        const here = new Set(body.items.map((row) => row['id']));
        const foreignRow = [...known].find(([id]) => !here.has(id))?.[1];
        for (const row of body.items) if (known.size < REMEMBERED) known.set(row['id'], row);
        if (!condition.holds(requested, count, { rows: body.items.length, totalCount: body.totalCount })) return reply;
        const changed = await change.apply({ requested, request, reply, body, unknownName: foreignRow, conforming });
        if (changed) fired += 1;
        return changed ?? reply;
      },
    };
  };
  const fault: Fault = {
    id: 'random',
    class: 'random',
    sentence: `${operation.id}, ${condition.words}: ${change.words}.`,
    clauses: [],
    hooks,
  };
  return { operation, condition, change, fault, fired: () => fired };
}

/** Most attempts at a mutation that has an effect. */
const MOST_ATTEMPTS = 200;

/**
 * A random mutation that has an effect: at least one response differs from the conforming one.
 * @param seed and `number` identify it; the same ones give the same mutation
 */
export async function randomMutation(seed: number, number: number): Promise<Mutation> {
  const { operations } = loadContract();
  const dice = new Dice(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const operation = dice.pick(operations);
    const condition = conditionFor(operation, dice);
    const change = changeFor(operation, condition, dice);
    if (!change) continue;
    if (condition.passing || (await shows(mutationOf(operation, condition, change))))
      return mutationOf(operation, condition, change);
  }
  throw new Error(`no mutation ${number} of seed ${seed} shows`);
}

/** Most example requests that are tried. */
const MOST_EXAMPLES = 60;

async function shows({ operation, condition, fault, fired }: Mutation): Promise<boolean> {
  const mock = await startMock({ catalogue: [fault], faults: [fault.id], rateLimit: 1_000_000 });
  try {
    const get = async (path: string) => {
      const response = await fetch(mock.baseUrl + path, { headers: { 'mitp-api-key': mock.keys.active } });
      return response.status === 200 ? ((await response.json()) as Envelope) : undefined;
    };
    const path = await pathOf(operation, get);
    if (path === undefined) return false;
    const rows = (await get(path))?.items ?? [];
    for (const query of condition.examples(rows).slice(0, MOST_EXAMPLES)) {
      await get(`${path}?${query}`);
      if (fired() > 0) return true;
    }
    return false;
  } finally {
    await mock.close();
  }
}

/** The path of a list; for a nested one, below the parent with most rows. */
async function pathOf(
  { path, parent }: Operation,
  get: (path: string) => Promise<Envelope | undefined>,
): Promise<string | undefined> {
  if (!parent) return path;
  const owner = loadContract().operations.find(({ id }) => id === parent.operation);
  const ids = (await get(owner?.path ?? ''))?.items.map((row) => row[parent.member] as string | number) ?? [];
  let best: { path: string; rows: number } | undefined;
  for (const id of ids.slice(0, 15)) {
    const own = path.replace(`{${parent.parameter}}`, String(id));
    const rows = (await get(own))?.totalCount ?? 0;
    if (rows > (best?.rows ?? 0)) best = { path: own, rows };
  }
  return best?.path;
}
