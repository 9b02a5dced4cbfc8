import { rejectionFacts } from '../tests/auth/facts.ts';
import { limiterFacts } from '../tests/ratelimit/facts.ts';
import type { CheckContext } from './check.ts';
import { INTERRUPTED } from './clock.ts';
import { requestCounts, windowsPassed } from './counts.ts';
import { driftOf, observedFields } from './drift/drift.ts';
import type { Session } from './session.ts';

/** What the road to the target was like. */
export interface Network {
  unplanned429: number;
  /** Why the target was given up, if it was. */
  down: string | undefined;
}

/** What the run record says of a run beside its clauses, as far as it has come (`session.json`). */
export function runFacts(session: Session, context: CheckContext, { unplanned429, down }: Network): object {
  const { seed, depth, strict, id, startedAt } = session.plan;
  const { baseUrl, embedded, limit, windowSeconds } = context.target;
  const exchanges = context.recorder.all();
  const limiter = limiterFacts(context);
  const rejection = rejectionFacts(context);
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
    drift: driftOf(context),
    members: observedFields(context),
  };
}
