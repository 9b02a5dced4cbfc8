import { clauses } from '../spec/clauses.ts';
import { environmentSecrets, redactor } from '../spec/redact.ts';
import { finish, places } from '../reports/finish.ts';
import { runRecord } from '../reports/record.ts';
import { sessionFacts } from '../reports/session.ts';
import type { Session } from '../verifier/session.ts';

/**
 * Writes the record of a run that could not judge, so that who reads the nightly report sees why there is no verdict:
 * every clause is not-run for the one reason.
 */
export function recordAborted(session: Session, reason: string, env: NodeJS.ProcessEnv, json: boolean): void {
  const why = redactor(environmentSecrets(env))(reason);
  const { id, startedAt, seed, depth, strict } = session.plan;
  const record = runRecord(clauses(), {
    results: new Map(),
    facts: { id, startedAt, seed, depth, strict, ...sessionFacts(session.dir) },
    errors: [why],
    finishedAt: new Date().toISOString(),
    whyNot: () => why,
  });
  const { run } = finish(record, places(env));
  if (json) process.stdout.write(`${JSON.stringify(run)}\n`);
}
