import type { ClientRun } from './evidence.ts';
import { sameAs, type SentRequest } from './requests.ts';

/** The requests of a run by what the rules look for, each list in the order in which they came. */
interface Order {
  readonly byName: ReadonlyMap<string, readonly SentRequest[]>;
  /** Without those whose connection is not known. */
  readonly byConnection: ReadonlyMap<number, readonly SentRequest[]>;
  /** The requests of each connection that was used more than once. */
  readonly kept: readonly (readonly SentRequest[])[];
  readonly isSequential: boolean;
}

/** When the connection of a request was opened, as far as that is known. */
export const openedAt = ({ at, connectedAt = at }: SentRequest): number => connectedAt;

const onSameConnection = (one: SentRequest, other: SentRequest): boolean =>
  one.connection !== 0 && one.connection === other.connection;

/** Whether a request can only have been sent after the response to another: on its connection, or on one that was opened later. */
export const follows = (earlier: SentRequest, later: SentRequest): boolean =>
  onSameConnection(earlier, later) || openedAt(later) >= earlier.endedAt;

function grouped<Name>(requests: readonly SentRequest[], name: (one: SentRequest) => Name): Map<Name, SentRequest[]> {
  const groups = new Map<Name, SentRequest[]>();
  for (const one of requests) {
    const group = groups.get(name(one));
    if (group) group.push(one);
    else groups.set(name(one), [one]);
  }
  return groups;
}

/** Whether the client never had two requests in flight. */
function isSequential(requests: readonly SentRequest[]): boolean {
  return requests.every((request, at) => {
    const before = requests[at - 1];
    return before === undefined || (request.at >= before.endedAt && follows(before, request));
  });
}

/** Each rejection is compared with every request: without this, a thousand of them took minutes. */
const orders = new WeakMap<readonly SentRequest[], Order>();

/** The order in the requests of a run. */
export function orderIn({ requests }: ClientRun): Order {
  const known = orders.get(requests);
  if (known) return known;
  const byConnection = grouped(
    requests.filter(({ connection }) => connection !== 0),
    ({ connection }) => connection,
  );
  const order = {
    byName: grouped(requests, sameAs),
    byConnection,
    kept: [...byConnection.values()].filter(({ length }) => length > 1),
    isSequential: isSequential(requests),
  };
  orders.set(requests, order);
  return order;
}

/** All requests that are the same as this one. */
export const allSame = (run: ClientRun, request: SentRequest): readonly SentRequest[] =>
  orderIn(run).byName.get(sameAs(request)) ?? [];

/** All requests on the connection of this one; none where it is not known. */
export const allOnConnection = (run: ClientRun, { connection }: SentRequest): readonly SentRequest[] =>
  orderIn(run).byConnection.get(connection) ?? [];
