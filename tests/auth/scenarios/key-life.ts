import type { ClauseId } from '../../../spec/clauses.ts';
import { Interrupted } from '../../../verifier/clock.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { KEY, NO_PORTAL } from '../evidence/names.ts';
import { NOT_CONFIGURED, UNAVAILABLE } from '../evidence/unavailable.ts';
import { GeneratedKeys } from '../portal/generated-keys.ts';
import { explains } from '../portal/portal.ts';
import { shapeOf } from '../portal/shape.ts';
import { Actor } from './actor.ts';
import { allOf } from './all-of.ts';
import { GENERATED_BY_COLLEAGUE, tryCrossTenant } from './cross-tenant.ts';
import { CrossTenantUsers } from './cross-tenant-users.ts';
import { MOST_TRIES } from './until-rejected.ts';
import type { Way } from './ways-back.ts';

/** Requests of the scenario that a conforming server serves. */
const SERVED = { quick: 3, standard: 25 };

/** The keys of runs that were prepared: their portal is being entered. */
const prepared = new WeakMap<Run, GeneratedKeys>();

/** The life of keys, from generating to deleting: the evidence for every KEY clause. */
export const keyLife: Scenario = {
  name: KEY,
  work: 600,
  groups: ['KEY'],
  prepare: (run) => {
    if (run.config.portal === undefined) return;
    const generated = new GeneratedKeys(run);
    prepared.set(run, generated);
    // Whoever runs the scenario is told.
    generated.portal().catch(() => undefined);
  },
  async run(run: Run) {
    const { recorder } = run.context;
    const observe = (fact: string, value: string) => recorder.observe({ scenario: KEY, step: 'start', fact, value });
    if (run.config.portal === undefined) return observe(NOT_CONFIGURED, NO_PORTAL);
    const generated = prepared.get(run) ?? new GeneratedKeys(run);
    try {
      const portal = await generated.portal().catch((error: unknown) => {
        if (error instanceof UserError || error instanceof Interrupted) throw error;
        throw new UserError(`the list of API keys was not reached in the portal: ${firstLine(error)}`);
      });
      await tellOfEarlier(run, generated);
      const actor = new Actor(run, portal, generated);
      try {
        await live(actor);
      } finally {
        describe(actor);
      }
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const why = explains(error) ? error.message : `the portal gave up: ${firstLine(error)}`;
      observe(UNAVAILABLE, run.secrets.hide(why));
    } finally {
      await generated.close();
    }
  },
};

async function live(actor: Actor): Promise<void> {
  const { run } = actor;
  const brief = run.context.depth === 'quick';
  const judges = (...ids: readonly ClauseId[]) => run.checks('auth').some(({ clause }) => ids.includes(clause));
  const looks = judges('KEY-04', 'KEY-05');
  /** Looks for the values after every way back, where a clause needs it; otherwise only goes back. */
  const leaveBy = (way: Way, values: Readonly<Record<string, string>>) =>
    looks ? actor.leaveBy(way, values) : actor.portal.reloadKeys();
  // Includes room for a key that is still served, because a 429 would hide whether it is.
  await run.room((brief ? SERVED.quick : SERVED.standard) + MOST_TRIES);
  const a = await actor.make('a');
  await actor.requests.send('new', 'a');
  // Others sign in meanwhile.
  const others = !brief && judges('KEY-16') ? new CrossTenantUsers(actor) : undefined;
  await leaveBy('reload', { a });
  if (!brief) await actor.attempt(() => liveOn(actor, a, { leaveBy, looks, others }));
  const made = (...labels: readonly string[]) => labels.filter((label) => actor.values.has(label));
  const revoked = await actor.attempt(() => revoke(actor, brief ? ['a'] : made('a', 'b')));
  const isNew = !brief && (await goOn(actor, a, revoked, leaveBy));
  // A key that was revoked is rejected anyway: deleting it shows less. At depth quick there is no other.
  const targets = brief || isNew ? made('a', 'c', 'b') : made('c', 'b');
  const deletable = targets.filter((label) => label === 'a' || label !== revoked);
  if (!brief) await actor.attempt(() => cancelDeleting(actor, deletable[0]));
  const deleted = await actor.attempt(() => actOnFirst(actor, 'delete', deletable));
  if (!brief && deleted !== undefined) await sendSiblings(actor, 'sibling-delete', [revoked, deleted]);
  await actor.attempt(() => lookForGone(actor, deleted, others?.haveGenerated ?? []));
  // What was not seen deleted cannot come back.
  if (!brief && deleted !== undefined) await actor.attempt(() => comeBack(actor, deleted));
}

interface Means {
  leaveBy: (way: Way, values: Readonly<Record<string, string>>) => Promise<void>;
  /** Whether a clause needs that the values are looked for. */
  looks: boolean;
  /** The other users, who may still be signing in; undefined where no clause needs them. */
  others: CrossTenantUsers | undefined;
}

/** Other keys, other ways back, other users; and *Revoke*, cancelled. */
async function liveOn(actor: Actor, a: string, { leaveBy, looks, others }: Means): Promise<void> {
  const b = await actor.make('b');
  for (const list of actor.requests.lists) await actor.requests.send('new', 'b', list);
  others?.lookFor(['a', 'b']);
  await leaveBy('Back', { a, b });
  const c = await actor.make('c');
  // Another tab only reads, and so does the way back.
  const inNewTab = looks ? [leaveBy('new tab', { a, b, c })] : [];
  await allOf([leaveBy('the app’s own way', { c }), ...inNewTab]);
  const anew = looks ? leaveBy('new session', { a, b, c }) : undefined;
  anew?.catch(() => undefined);
  if (others !== undefined) await actor.attempt(() => tryCrossTenant(actor, others));
  await anew;
  await actor.portal.needKeys();
  await actor.cancel('revoke', 'a');
  await actor.requests.send('cancel-revoke', 'a');
  await actor.requests.warm('a');
}

/** Revokes one of these keys. @returns which */
async function revoke(actor: Actor, labels: readonly string[]): Promise<string | undefined> {
  const revoked = await actOnFirst(actor, 'revoke', labels);
  if (revoked !== undefined) await actor.lookAtRevoked(revoked);
  return revoked;
}

/** Does an act to the first of these keys that lets it: *Cancel* may have ended the others. @returns which */
async function actOnFirst(
  actor: Actor,
  act: 'revoke' | 'delete',
  labels: readonly string[],
): Promise<string | undefined> {
  for (const label of labels) if (await actor.confirm(act, label)) return label;
  return undefined;
}

/** Tries the keys that an act should have left alone. */
async function sendSiblings(actor: Actor, step: string, ended: readonly (string | undefined)[]): Promise<void> {
  for (const sibling of ['b', 'c'])
    if (actor.values.has(sibling) && !ended.includes(sibling)) await actor.requests.send(step, sibling);
}

/** What follows from revoking: for other keys, and for a new value of the record. @returns whether there is one */
async function goOn(actor: Actor, a: string, revoked: string | undefined, leaveBy: Means['leaveBy']): Promise<boolean> {
  if (revoked !== undefined) await sendSiblings(actor, 'sibling-revoke', [revoked]);
  const again = await actor.attempt(() => regenerate(actor, a));
  if (again !== undefined) await actor.attempt(() => leaveBy('link', { a, a2: again }));
  return again !== undefined;
}

/** @returns the new value; undefined where the record offers none */
async function regenerate(actor: Actor, before: string): Promise<string | undefined> {
  if (!(await actor.portal.acts.offers(actor.name('a'), 'regenerate'))) return undefined;
  const again = await actor.regenerate('a', 'a2');
  actor.observe('regenerated', 'different', again !== before);
  await actor.requests.send('regenerated', 'a2');
  await actor.requests.rejected('old', 'a');
  return again;
}

async function cancelDeleting(actor: Actor, label: string | undefined): Promise<void> {
  if (label === undefined) return;
  await actor.portal.needKeys();
  await actor.cancel('delete', label);
  await actor.requests.send('cancel-delete', actor.latest(label));
  await actor.requests.warm(actor.latest(label));
}

/** Reads the whole list once more: for the deleted key, and for one that others may have generated. */
async function lookForGone(actor: Actor, deleted: string | undefined, generatedBy: readonly string[]): Promise<void> {
  // *Cancel* may have deleted the first one.
  const labels = [...(deleted === undefined ? [] : new Set(['a', deleted]))];
  if (generatedBy.length > 0) labels.push(GENERATED_BY_COLLEAGUE);
  if (labels.length === 0) return;
  const listed = await actor.stillListed(labels);
  if (deleted !== undefined) actor.observe('deleted', 'record', listed.includes(deleted));
  const change = listed.includes(GENERATED_BY_COLLEAGUE) ? ['the list, by a key of their own'] : [];
  for (const who of generatedBy) actor.observe(who, 'changes', change);
  if (deleted === undefined || actor.run.context.depth === 'quick') return;
  // The next load may come from a server that still has the record.
  await actor.portal.reloadKeys();
  actor.observe('deleted, reloaded', 'record', await actor.listed(deleted));
}

/** Generates a key with the name of the deleted one. */
async function comeBack(actor: Actor, deleted: string): Promise<void> {
  const before = actor.latest(deleted);
  const same = await actor.make(deleted, `${deleted}3`);
  actor.observe('same name', 'different', same !== actor.values.get(before));
  await actor.requests.rejected('never-again', before);
  if (before === 'a2') await actor.requests.rejected('old-again', 'a');
}

/** What the values reveal. Only this process ever sees them. */
function describe(actor: Actor): void {
  const values = [...actor.values.values()];
  if (values.length === 0) return;
  const { lengths, alphabets, bits, tells } = shapeOf(values, Date.now(), actor.words, [...actor.madeAt.values()]);
  actor.observe('generated', 'unique', new Set(values).size === values.length);
  for (const [i, label] of [...actor.values.keys()].entries()) {
    actor.observe(label, 'length', lengths[i] ?? 0);
    actor.observe(label, 'alphabet', alphabets[i] ?? '');
  }
  actor.observe('generated', 'bits', bits);
  actor.observe('generated', 'tells', tells);
}

/** Reports keys that earlier runs left behind. They may belong to a run on another machine, so they are not removed. */
async function tellOfEarlier(run: Run, generated: GeneratedKeys): Promise<void> {
  const names = await generated.earlier();
  if (names.length === 0) return;
  run.context.recorder.observe({ scenario: KEY, step: 'start', fact: 'left by earlier runs', value: names });
  process.stderr.write(
    `keys of earlier runs are in the portal: ${names.join(', ')}. Remove them with mitp portal clean.\n`,
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
