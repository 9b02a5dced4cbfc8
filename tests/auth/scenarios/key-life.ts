import type { ClauseId } from '../../../spec/clauses.ts';
import { Interrupted } from '../../../verifier/clock.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { KEY, NO_PORTAL } from '../evidence/names.ts';
import { GeneratedKeys } from '../portal/generated-keys.ts';
import { shapeOf } from '../portal/shape.ts';
import { Actor, type Way } from './actor.ts';
import { tryCrossTenant } from './cross-tenant.ts';
import { MOST_TRIES } from './until-rejected.ts';

/** Requests of the scenario that are served by a server which keeps the contract. */
const SERVED = { quick: 3, standard: 25 };

/** The life of keys, from the first click to the last: every KEY clause has its evidence here. */
export const keyLife: Scenario = {
  name: KEY,
  groups: ['KEY'],
  async run(run: Run) {
    const { recorder } = run.context;
    const cannot = (why: string) => recorder.observe({ scenario: KEY, step: 'start', fact: 'unavailable', value: why });
    if (run.config.portal === undefined) return cannot(NO_PORTAL);
    const made = new GeneratedKeys(run);
    try {
      const portal = await made.portal().catch((error: unknown) => {
        if (error instanceof UserError) throw error;
        throw new UserError(`the list of API keys was not reached in the portal: ${firstLine(error)}`);
      });
      const actor = new Actor(run, portal, made);
      try {
        await live(actor);
      } finally {
        describe(actor);
      }
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      cannot(run.secrets.hide(error instanceof UserError ? error.message : `the portal gave up: ${firstLine(error)}`));
    } finally {
      await made.close();
    }
  },
};

async function live(actor: Actor): Promise<void> {
  const { run } = actor;
  const brief = run.context.depth === 'quick';
  const judges = (...ids: readonly ClauseId[]) => run.checks('auth').some(({ clause }) => ids.includes(clause));
  const looks = judges('KEY-04', 'KEY-05');
  /** Looks for the values by every way back, where a clause wants to know; else it is enough to be back. */
  const leaveBy = (way: Way, values: Readonly<Record<string, string>>) =>
    looks ? actor.leaveBy(way, values) : actor.portal.reloadKeys();
  // Room for one key that lives on, too: a rejection for the budget would hide whether it does.
  await run.room((brief ? SERVED.quick : SERVED.standard) + MOST_TRIES);
  const a = await actor.make('a');
  await actor.send('new', 'a');
  await leaveBy('reload', { a });
  if (!brief) {
    const b = await actor.make('b');
    for (const list of actor.lists) await actor.send('new', 'b', list);
    await leaveBy('Back', { a, b });
    const c = await actor.make('c');
    await leaveBy('link', { a, b, c });
    if (looks) {
      await leaveBy('new tab', { a, b, c });
      await leaveBy('new session', { a, b, c });
    }
    if (judges('KEY-16')) await tryCrossTenant(actor, ['a', 'b', 'c']);
    await actor.portal.reloadKeys();
    await actor.cancel('revoke', 'a');
    await actor.send('cancel-revoke', 'a');
    await actor.warm('a');
  }
  await actor.confirm('revoke', 'a', { a });
  if (!brief) {
    for (const sibling of ['b', 'c']) await actor.send('sibling-revoke', sibling);
    const again = await actor.regenerate('a', 'a2');
    actor.observe('regenerated', 'different', again !== a);
    await actor.send('regenerated', 'a2');
    await actor.rejected('old', 'a');
    await leaveBy('link', { a, a2: again });
    await actor.cancel('delete', 'a');
    await actor.send('cancel-delete', 'a2');
    await actor.warm('a2');
  }
  const last = brief ? 'a' : 'a2';
  await actor.confirm('delete', 'a', {}, last);
  if (brief) return;
  for (const sibling of ['b', 'c']) await actor.send('sibling-delete', sibling);
  await actor.portal.reloadKeys();
  actor.observe('deleted, reloaded', 'record', await actor.listed('a'));
  const same = await actor.make('a', 'a3');
  actor.observe('same name', 'different', same !== a);
  await actor.rejected('never-again', 'a');
  await actor.rejected('never-again', 'a2');
}

/** What the values give away, which only this process ever sees. */
function describe(actor: Actor): void {
  const values = [...actor.values.values()];
  if (values.length === 0) return;
  const { lengths, alphabets, bits, tells } = shapeOf(values, Date.now(), actor.words);
  actor.observe('generated', 'unique', new Set(values).size === values.length);
  for (const [i, label] of [...actor.values.keys()].entries()) {
    actor.observe(label, 'length', lengths[i] ?? 0);
    actor.observe(label, 'alphabet', alphabets[i] ?? '');
  }
  actor.observe('generated', 'bits', bits);
  actor.observe('generated', 'tells', tells);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
