import type { Page } from '@playwright/test';
import { goUnseen } from '../../../verifier/paste-secret.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { holdBack, type HeldRequest } from '../portal/held-back.ts';
import { CrossTenantSession } from '../portal/cross-tenant.ts';
import type { Portal } from '../portal/portal.ts';
import { recordsOfRuns } from '../portal/remove.ts';
import { NotFound, Withheld } from '../portal/not-settled.ts';
import type { Actor } from './actor.ts';

/** The keys that users of other providers try to change: one for all of them, then one for each, where it was changed. */
const TARGETS = ['d', 'f', 'g'] as const;
const GENERATED_BY_COLLEAGUE = 'e';

type Target = (typeof TARGETS)[number];

export interface CrossTenantUser {
  who: string;
  visit: Portal;
  crossTenant: CrossTenantSession;
  /** Whether a key that this user generates would belong to the provider under test. */
  isOwn: boolean;
}

/**
 * Whether others see or change the provider's keys: a colleague who is no administrator, and another provider's administrator
 * (KEY-16). They open the list by the menu and by its address, and send the requests of the administrator's clicks.
 * @param entering the others, who may still be signing in
 */
export async function tryCrossTenant(
  actor: Actor,
  labels: readonly string[],
  entering: Promise<readonly CrossTenantUser[]> = enter(actor),
): Promise<void> {
  const list = actor.portal.page.url();
  const users = await entering;
  if (users.length === 0) return;
  try {
    // The administrator goes on while the others look around.
    const [, ends] = await allOf([lookAround(actor, users, list, labels), endsOf(actor, TARGETS[0])]);
    await tryChanges(actor, users, ends);
  } finally {
    for (const { visit } of users) await visit.close();
  }
}

/** Notes which keys the others see. */
async function lookAround(
  actor: Actor,
  users: readonly CrossTenantUser[],
  list: string,
  labels: readonly string[],
): Promise<void> {
  const names = labels.map((label) => actor.name(label));
  const go = (page: Page) => goUnseen(page, list, actor.run.secrets);
  const seen = await allOf(users.map(({ visit }) => seenBy(visit, go, names)));
  for (const [i, { who }] of users.entries()) actor.observe(who, 'sees', seen[i] ?? []);
}

/** Lets the others in, each in a session of its own. */
export async function enter(actor: Actor): Promise<CrossTenantUser[]> {
  const { member: colleague, foreign } = actor.run.config.portal ?? {};
  const people = [
    ['a colleague who is no administrator', colleague],
    ['another provider’s administrator', foreign],
  ] as const;
  const entered = await allOf(
    people.map(async ([who, account]): Promise<CrossTenantUser[]> => {
      if (account === undefined) return [];
      try {
        const visit = await actor.portal.visit(account);
        return [{ who, visit, crossTenant: new CrossTenantSession(visit), isOwn: account === colleague }];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        actor.observe(who, 'shut out', error.message);
        return [];
      }
    }),
  );
  return entered.flat();
}

/** What all of them came to; where one failed, it throws that once the others have ended. Each has a session of its own. */
async function allOf<const Parts extends readonly unknown[]>(all: Parts) {
  await Promise.allSettled(all);
  return Promise.all(all);
}

/** Which of the records a visitor sees, by the menu and by the address. */
async function seenBy(
  visit: Portal,
  goToList: (page: Page) => Promise<void>,
  names: readonly string[],
): Promise<string[]> {
  const seen = new Set<string>();
  const look = async () => {
    const listed = await recordsOfRuns(visit).catch(withheld<string[]>([]));
    const text = await visit.page.locator('body').innerText();
    for (const name of names) if (text.includes(name) || listed.includes(name)) seen.add(name);
  };
  // A user who may not see the list has no link to it, or gets no page.
  await visit.openKeys().catch(withheld(undefined));
  await look();
  visit.watch.begin();
  await goToList(visit.page);
  await look();
  return [...seen];
}

/**
 * Takes `otherwise` for a page that settled without the element that was looked for; a page that did not settle is no evidence.
 */
function withheld<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Withheld || error instanceof NotFound) return otherwise;
    throw error;
  };
}

/** What the administrator's clicks would send to revoke and to delete a new key. */
async function endsOf(actor: Actor, target: Target): Promise<HeldRequest[]> {
  const { portal } = actor;
  await actor.make(target);
  const held: HeldRequest[] = [];
  for (const act of ['revoke', 'delete'] as const) {
    await portal.reloadKeys();
    const press = async () => (await portal.acts.press(actor.name(target), act, false)) && portal.acts.agree(act);
    held.push(...(await holdBack(portal.page, press)));
  }
  return held;
}

/** A key of the run is revoked, deleted and, once its owner has revoked it, regenerated by them; and one is generated. */
async function tryChanges(
  actor: Actor,
  users: readonly CrossTenantUser[],
  ends: readonly HeldRequest[],
): Promise<void> {
  await tryEach(actor, users, async (some, target) => {
    const requests = target === TARGETS[0] ? ends : await endsOf(actor, target);
    const change = await tryAll(actor, some, target, requests, 'active', 'revoke or delete');
    if (change !== undefined) return change;
    const name = actor.name(target);
    if (await actor.portal.acts.press(name, 'revoke', false)) await actor.portal.acts.answer('revoke');
    await actor.portal.watch.sent();
    await actor.portal.reloadKeys();
    const again = await holdBack(actor.portal.page, (isHeld) => actor.portal.acts.pressRegenerate(name, isHeld));
    return tryAll(actor, some, target, again, 'revoked', 'regenerate');
  });
  await tryToGenerate(actor, users);
}

/**
 * Tries something as all of them at once, which takes one look at the list; where the key was changed, as each of them with a key
 * of its own, to see who can.
 */
async function tryEach(
  actor: Actor,
  users: readonly CrossTenantUser[],
  attempt: (users: readonly CrossTenantUser[], target: Target) => Promise<string | undefined>,
): Promise<void> {
  const change = await attempt(users, TARGETS[0]);
  if (change === undefined || users.length === 1) return;
  const alone: (string | undefined)[] = [];
  for (const [i, user] of users.entries()) {
    await actor.portal.needKeys();
    alone.push(await attempt([user], TARGETS[i + 1] ?? TARGETS[0]));
  }
  if (alone.every((one) => one === undefined))
    actor.observe(users.map(({ who }) => who).join(' and '), 'changes', [change]);
}

/** Sends the requests as all of them, and checks that the key is unchanged. @returns what changed, if anything did */
async function tryAll(
  actor: Actor,
  users: readonly CrossTenantUser[],
  target: Target,
  requests: readonly HeldRequest[],
  before: 'active' | 'revoked',
  act: string,
): Promise<string | undefined> {
  if (requests.length === 0) {
    for (const { who } of users)
      actor.observe(who, 'not tried', `the portal sends nothing that could be repeated to ${act} a key`);
    return undefined;
  }
  for (const { crossTenant } of users) for (const request of requests) await crossTenant.send(request);
  await actor.portal.reloadKeys();
  const after = await stateOf(actor, target, before);
  const change = after === before ? undefined : `a key from ${before} to ${after}`;
  // Of several, it is not known who did it.
  if (change === undefined || users.length === 1)
    for (const { who } of users) actor.observe(who, 'changes', change === undefined ? [] : [change]);
  return change;
}

/** Another provider's administrator may generate keys, but of their own provider, where nobody would remove them. */
async function tryToGenerate(actor: Actor, users: readonly CrossTenantUser[]): Promise<void> {
  const { portal } = actor;
  for (const { who, crossTenant } of users.filter(({ isOwn }) => isOwn)) {
    await portal.needKeys();
    const births = await holdBack(portal.page, async () => {
      await portal.prepareKey(actor.name(GENERATED_BY_COLLEAGUE));
      await portal.pressGenerate();
    });
    if (births.length === 0) {
      actor.observe(who, 'not tried', 'the portal sends nothing that could be repeated to generate a key');
      continue;
    }
    for (const request of births) await crossTenant.send(request);
    await portal.reloadKeys();
    const isListed = await actor.listed(GENERATED_BY_COLLEAGUE);
    actor.observe(who, 'changes', isListed ? ['the list, by a key of their own'] : []);
  }
}

/** @param expected what is seen at once where it is so; that a control is absent shows only when the page rests */
async function stateOf(
  actor: Actor,
  target: Target,
  expected: 'active' | 'revoked',
): Promise<'active' | 'revoked' | 'gone'> {
  const { list } = actor.portal;
  const name = actor.name(target);
  const record = await list.find(name);
  if (record === undefined) return 'gone';
  if (expected === 'revoked' && (await list.offers(record, 'regenerate', name))) return 'revoked';
  // The page of the record may have been opened, and led away from the list.
  return (await actor.portal.acts.offers(name, 'revoke')) ? 'active' : 'revoked';
}
