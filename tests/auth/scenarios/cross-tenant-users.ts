import { UserError } from '../../../verifier/user-error.ts';
import { CrossTenantSession } from '../portal/cross-tenant.ts';
import { NotFound, Withheld } from '../portal/not-settled.ts';
import type { Portal } from '../portal/portal.ts';
import { recordsOfRuns } from '../portal/remove.ts';
import type { Actor } from './actor.ts';
import { allOf } from './all-of.ts';

export interface CrossTenantUser {
  who: string;
  visit: Portal;
  crossTenant: CrossTenantSession;
  /** Whether a key that this user generates would belong to the provider under test. */
  isOwn: boolean;
}

/**
 * The users who may neither see nor change the provider's keys, each in a session of its own: a colleague who is no administrator,
 * and another provider's administrator (KEY-16). They sign in and look around while the administrator goes on.
 */
export class CrossTenantUsers {
  /** Those who were let in. */
  readonly entered: Promise<readonly CrossTenantUser[]>;
  /** Resolves once they have looked for the keys. */
  looked: Promise<unknown> = Promise.resolve();
  /** Who sent what generates a key; the list shows whether it did. */
  readonly haveGenerated: string[] = [];
  readonly #actor: Actor;

  constructor(actor: Actor) {
    this.#actor = actor;
    this.entered = this.#enter();
    // Whoever waits for them is told.
    this.entered.catch(() => undefined);
  }

  /** Lets them look for the keys with these labels: by the menu, and by the address of the list. */
  lookFor(labels: readonly string[]): void {
    this.looked = this.#lookFor(labels.map((label) => this.#actor.name(label)));
    this.looked.catch(() => undefined);
  }

  async #lookFor(names: readonly string[]): Promise<void> {
    const users = await this.entered;
    const seen = await allOf(users.map(({ visit }) => seenBy(visit, this.#actor.portal.address, names)));
    for (const [i, { who }] of users.entries()) this.#actor.observe(who, 'sees', seen[i] ?? []);
  }

  async #enter(): Promise<readonly CrossTenantUser[]> {
    const { portal, run } = this.#actor;
    const { member: colleague, foreign } = run.config.portal ?? {};
    const people = [
      ['a colleague who is no administrator', colleague],
      ['another provider’s administrator', foreign],
    ] as const;
    const entered = await allOf(
      people.map(async ([who, account]): Promise<CrossTenantUser[]> => {
        if (account === undefined) return [];
        try {
          const visit = await portal.visit(account);
          return [{ who, visit, crossTenant: new CrossTenantSession(visit), isOwn: account === colleague }];
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          this.#actor.observe(who, 'shut out', error.message);
          return [];
        }
      }),
    );
    return entered.flat();
  }
}

/** Which of the records a visitor sees, by the menu and by the address. */
async function seenBy(visit: Portal, list: string, names: readonly string[]): Promise<string[]> {
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
  await visit.page.goto(list);
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
