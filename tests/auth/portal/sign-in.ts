import type { Locator, Page } from '@playwright/test';
import { pasteUnseen } from '../../../verifier/paste-secret.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { control } from './control.ts';
import type { PortalNames } from './names.ts';
import type { PageWatch } from './watch.ts';

export interface Account {
  username: string;
  password: string;
}

/** Steps after which sign-in is given up: name, password, consent, and a few more. */
const MOST_STEPS = 8;
/** Milliseconds for a sign-in page to go on; a form may wait a moment before it shows its next step. */
const STEP_MS = 12_000;

export const HOW_TO_GET_IN =
  'set MITP_PORTAL_USERNAME and MITP_PORTAL_PASSWORD, or save a session with mitp portal login';

/** Signs in: in one step or two, at any origin, past a page that wants consent. */
export class SignIn {
  readonly #page: Page;
  readonly #names: PortalNames;
  readonly #watch: PageWatch;

  constructor(page: Page, names: PortalNames, watch: PageWatch) {
    this.#page = page;
    this.#names = names;
    this.#watch = watch;
  }

  /** Whether the portal is shown, not its sign-in page. */
  async inside(): Promise<boolean> {
    return control(this.#page, this.#names.myAccount).isVisible();
  }

  /** Whether a sign-in page is shown. */
  async wanted(): Promise<boolean> {
    return (await this.#user().isVisible()) || (await this.#password().isVisible());
  }

  /** Signs in unless that is not needed. @throws UserError where it fails */
  async enter(account: Account | undefined): Promise<void> {
    let given = 0;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const way = await this.#next();
      if (way === 'inside') return;
      if (way === 'nothing') {
        this.#heedSilence();
        throw new UserError(
          `neither the portal ("My Account") nor a sign-in was found at ${this.#place()}: ${HOW_TO_GET_IN}`,
        );
      }
      if (way === 'form' && account === undefined) throw new UserError(`the portal wants a sign-in: ${HOW_TO_GET_IN}`);
      if (way === 'form' && account !== undefined) {
        if (given > 1) throw this.#notLetIn(account);
        if (await this.#fill(account)) given += 1;
        continue;
      }
      await control(this.#page, way === 'consent' ? this.#names.consent : this.#names.signIn).click();
      await this.#watch.settle();
    }
    throw new UserError(`the sign-in led nowhere (${this.#place()}): ${HOW_TO_GET_IN}`);
  }

  async #next(): Promise<'inside' | 'form' | 'consent' | 'link' | 'nothing'> {
    const { consent, signIn } = this.#names;
    const known = async () => (await this.inside()) || (await this.wanted());
    const started = Date.now();
    for (;;) {
      if (await this.#watch.settle(known)) return (await this.inside()) ? 'inside' : 'form';
      if (await control(this.#page, consent).isVisible()) return 'consent';
      if (await control(this.#page, signIn).isVisible()) return 'link';
      if (Date.now() - started > STEP_MS) return 'nothing';
    }
  }

  /** Fills in the fields that are shown, and submits. @returns whether the password was one of them */
  async #fill(account: Account): Promise<boolean> {
    const [user, password] = [this.#user(), this.#password()];
    const [named, secret] = [await user.isVisible(), await password.isVisible()];
    if (named) await user.fill(account.username);
    if (secret) await pasteUnseen(password, account.password);
    const field = secret ? password : user;
    await this.#send(field);
    const started = Date.now();
    // The next step may replace the field, or come below it.
    const further = async () =>
      (await this.inside()) || !(await field.isVisible()) || (!secret && (await password.isVisible()));
    while (Date.now() - started < STEP_MS) if (await this.#watch.settle(further)) return secret;
    this.#heedSilence();
    throw this.#notLetIn(account);
  }

  /** A portal that does not respond says nothing about who may sign in. */
  #heedSilence(): void {
    const { unanswered } = this.#watch;
    if (unanswered !== undefined) throw new UserError(`the portal stopped responding: ${unanswered}`);
  }

  async #send(field: Locator): Promise<void> {
    const { signIn, next } = this.#names;
    const form = this.#page.locator('form').filter({ has: field });
    this.#watch.begin();
    for (const scope of [form, this.#page]) {
      for (const name of [signIn, next]) {
        const button = scope.getByRole('button', { name }).first();
        if (await button.isVisible()) return button.click();
      }
    }
    await field.press('Enter');
  }

  #user(): Locator {
    const { username } = this.#names;
    return this.#page
      .getByRole('textbox', { name: username })
      .or(this.#page.locator('input[autocomplete~=username], input[type=email]'))
      .filter({ visible: true })
      .first();
  }

  #password(): Locator {
    return this.#page
      .getByLabel(this.#names.password)
      .and(this.#page.locator('input'))
      .or(this.#page.locator('input[type=password]'))
      .filter({ visible: true })
      .first();
  }

  #notLetIn({ username }: Account): UserError {
    return new UserError(
      `the portal did not let ${username} in: check that username and its password, or save a session with mitp portal login`,
    );
  }

  #place(): string {
    const url = this.#page.url();
    return URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url;
  }
}
