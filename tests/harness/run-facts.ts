import { rejectionFacts } from '../auth/facts.ts';
import { limiterFacts } from '../ratelimit/facts.ts';
import type { Seen } from './check.ts';
import { INTERRUPTED } from './clock.ts';
import { requestCounts, windowsPassed } from './counts.ts';
import { driftOf, membersSeen } from './drift/drift.ts';
import type { Session } from './session.ts';

/** What the road to the target was like. */
export interface Road {
  unplanned429: number;
  /** Why the target was given up, if it was. */
  down: string | undefined;
}

/** What the run record says of a run beside its clauses, as far as it has come (`session.json`). */
export function runFacts(session: Session, seen: Seen, { unplanned429, down }: Road): object {
  const { seed, depth, strict, id, startedAt } = session.plan;
  const { baseUrl, embedded, limit, windowSeconds } = seen.target;
  const exchanges = seen.ledger.all();
  const limiter = limiterFacts(seen);
  const rejection = rejectionFacts(seen);
  const { plan, stopped } = session.state;
  const trouble = down ?? (stopped === INTERRUPTED ? 'the run was stopped before its end' : undefined);
  return {
    id,
    startedAt,
    seed,
    depth,
    strict,
    target: { baseUrl, embedded, limit, windowSeconds },
    requests: {
      ...requestCounts(exchanges),
      unplanned429,
      windows: windowsPassed(exchanges, windowSeconds * 1000),
    },
    ...(limiter === undefined ? {} : { limiter }),
    ...(rejection.length === 0 ? {} : { rejection }),
    ...(plan === undefined ? {} : { plan }),
    ...(trouble === undefined ? {} : { trouble }),
    drift: driftOf(seen),
    members: membersSeen(seen),
  };
}
