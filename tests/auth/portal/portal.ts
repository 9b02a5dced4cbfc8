import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { TargetConfig } from '../../../verifier/config.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { newSession } from './browser-of.ts';
import { control, pointAt, reachable, usable } from './control.ts';
import { byIcon } from './icon.ts';
import { portalNames, type PortalNames } from './names.ts';
import { Popup } from './popup.ts';
import { RecordActs } from './record-acts.ts';
import { RecordList } from './record-list.ts';
import { restoreSession } from './saved-session.ts';
import { SignIn, type Account } from './sign-in.ts';
import { ValueField } from './value-field.ts';
import { NotFound, NotSettled } from './not-settled.ts';
import { Pace } from './pace.ts';
import { PageWatch } from './watch.ts';

export type { Account };

type PortalConfig = NonNullable<TargetConfig['portal']>;

/** Most steps of the form for a new key. */
const MOST_STEPS = 5;

/** A browser at the portal, driven only by accessible names. One visit is one session of one user. */
export class Portal {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly names: PortalNames;
  readonly watch: PageWatch;
  readonly popup: Popup;
  readonly list: RecordList;
  readonly value: ValueField;
  readonly acts: RecordActs;
  readonly #signIn: SignIn;
  readonly #browser: Browser;
  readonly #config: PortalConfig;
  readonly #account: Account | undefined;
  readonly #pace: Pace;
  /** The address of the list of keys; empty where opening its address does not show it. */
  #address: string | undefined;

  private constructor(
    browser: Browser,
    context: BrowserContext,
    page: Page,
    config: PortalConfig,
    pace: Pace,
    account?: Account,
  ) {
    this.#browser = browser;
    this.context = context;
    this.page = page;
    this.#config = config;
    this.#account = account;
    this.#pace = pace;
    const names = portalNames(config.names);
    const watch = new PageWatch(page, pace);
    const popup = new Popup(page, names, watch, account?.password);
    this.names = names;
    this.watch = watch;
    this.popup = popup;
    this.list = new RecordList({ page, names, watch, popup, home: () => this.reloadKeys() });
    this.value = new ValueField(page, names, watch);
    this.acts = new RecordActs({ page, names, watch, popup, list: this.list, value: this.value });
    this.#signIn = new SignIn(page, names, watch);
  }

  /**
   * Signs in, in a new session.
   * @param heed throws where the run is to end
   * @throws UserError where sign-in fails
   */
  static async open(config: PortalConfig, browser: Browser, heed?: () => void): Promise<Portal> {
    return Portal.#visit(browser, config, new Pace(heed), accountOf(config));
  }

  /** Another session in the same browser, of the same user or another. */
  async visit(account = this.#account): Promise<Portal> {
    const { storageState: _, ...strange } = this.#config;
    const isSame = account === this.#account;
    const visit = await Portal.#visit(this.#browser, isSame ? this.#config : strange, this.#pace, account);
    if (isSame) visit.#address = this.#address;
    return visit;
  }

  /** Another tab of the same session, at the portal's start page, for cleanup that must finish however the run ends. */
  async tab(): Promise<Portal> {
    const page = await this.context.newPage();
    const tab = new Portal(this.#browser, this.context, page, this.#config, this.#pace.calm(), this.#account);
    await tab.#start();
    return tab;
  }

  static async #visit(browser: Browser, config: PortalConfig, pace: Pace, account?: Account): Promise<Portal> {
    const context = await newSession(browser);
    try {
      if (config.storageState !== undefined) await restoreSession(context, config.storageState);
      // For every origin: sign-in may lead to another one than that of the given address.
      await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined);
      const portal = new Portal(browser, context, await context.newPage(), config, pace, account);
      await portal.#start();
      return portal;
    } catch (error) {
      await context.close().catch(() => undefined);
      throw error;
    }
  }

  async #start(): Promise<void> {
    await this.watch.open(this.#config.url);
    await this.#signIn.enter(this.#account);
  }

  /** The address of the list of keys, where it has one of its own; else the portal's. */
  get address(): string {
    return this.#address || this.#config.url;
  }

  /** The vendor's way to the list of keys: My Account, Account Settings, API Keys. Signs in again where needed. */
  async openKeys(): Promise<void> {
    const { names, page } = this;
    await this.popup.clear();
    let isInside = false;
    const known = async () => (isInside = await this.#signIn.inside()) || (await this.#signIn.wanted());
    // This is no page of the portal (a browser error after Back), or one that wants a sign-in.
    if (!(await this.watch.settle(known)) || !isInside) await this.#start();
    const settings = control(page, names.accountSettings);
    if (!(await reachable(settings))) await this.#press(control(page, names.myAccount), settings, 'Account Settings');
    await this.#press(settings, control(page, names.apiKeys), 'API Keys');
    await this.#press(control(page, names.apiKeys), control(page, names.addKey), 'Add API key');
    await this.watch.settle(() => this.list.filled());
    this.#address ??= page.url();
  }

  /**
   * Loads the list of keys again, by its address where that works: three pages fewer than by the menu. The page is loaded anew
   * in any case, because a script may go on showing what it had read before.
   */
  async reloadKeys(): Promise<void> {
    if (this.#address === undefined) return this.openKeys();
    const { page, names } = this;
    const [add, tab] = [control(page, names.addKey), control(page, names.apiKeys)];
    await this.watch.open(this.#address || this.#config.url);
    if (!this.#address) return this.openKeys();
    let isList = false;
    const there = await this.watch.settle(async () => (isList = await add.isVisible()) || (await tab.isVisible()));
    if (!there) {
      if (await this.#signIn.inside()) this.#address = '';
      return this.openKeys();
    }
    // The address may lead to the settings, where the list is behind a tab.
    if (!isList) await this.#press(tab, add, 'Add API key');
    await this.watch.settle(() => this.list.filled());
  }

  /** Whether the list of keys is shown, with nothing above it. */
  async showsKeys(): Promise<boolean> {
    await this.popup.clear();
    return control(this.page, this.names.addKey).isVisible();
  }

  /** Opens the list of keys unless it is shown; only what changed it without this page's help needs `reloadKeys`. */
  async needKeys(): Promise<void> {
    if (!(await this.showsKeys())) await this.reloadKeys();
  }

  /** Presses a control until another appears, or something else is so. @throws NotSettled where the page rests without it */
  async #press(pressed: Locator, wanted: Locator, name: string, or = () => Promise.resolve(false)): Promise<void> {
    // One that is disabled leads nowhere; it may only be so while the page loads.
    if (!(await this.watch.settle(() => usable(pressed))))
      throw new NotFound(`the control that leads to "${name}" is not there, or is disabled`);
    await this.popup.uncover(pressed);
    this.watch.begin();
    await this.watch.load(() => pressed.click());
    if (!(await this.watch.settle(async () => (await wanted.isVisible()) || or())))
      throw new NotFound(`"${name}" did not come${this.watch.failures.map((why) => ` (${why})`).join('')}`);
  }

  /** Generates a key and reads its value; the page that shows it stays open. */
  async generate(name: string): Promise<string> {
    await this.prepareKey(name);
    await this.pressGenerate();
    return this.value.read();
  }

  /** Fills the form for a new key, up to the last click. */
  async prepareKey(name: string): Promise<void> {
    await this.popup.clear();
    const field = this.page.getByRole('textbox', { name: this.names.keyName });
    await this.popup.password.begin();
    const add = control(this.page, this.names.addKey);
    await this.#press(add, field.first(), 'API key name', () => this.popup.password.isWanted());
    if (await this.popup.password.isWanted()) {
      await this.popup.password.enter();
      if (!(await this.watch.settle(() => field.first().isVisible())))
        await this.#press(add, field.first(), 'API key name');
    }
    await field.first().fill(name);
    await this.#goThroughSteps();
    // A framework that has just drawn the form may have emptied it.
    if ((await field.first().isVisible()) && (await field.first().inputValue()) === '') await field.first().fill(name);
  }

  /** Some forms have further steps, with defaults, before the one that has *Generate*. */
  async #goThroughSteps(): Promise<void> {
    const generate = control(this.page, this.names.generate);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await this.watch.settle(() => generate.isVisible())) return;
      const next = control(await this.popup.top(), this.names.next);
      if (!(await next.isVisible())) return;
      this.watch.begin();
      await next.click();
    }
  }

  /** The last click on the way to a new key. */
  async pressGenerate(): Promise<void> {
    await this.value.begin();
    await this.popup.start(() => control(this.page, this.names.generate).click());
  }

  /** What the copy icon of a record copies; null where it has none, undefined where the clipboard cannot be read. */
  async copiedIn(shown: Locator): Promise<string | null | undefined> {
    const record = await this.list.whole(shown);
    const icon = control(record, this.names.copy);
    if (!(await icon.isVisible())) {
      // The row may have been redrawn just now, and show its controls only under the pointer.
      await this.watch.settle(() => shown.isVisible());
      await pointAt(shown);
      if (!(await icon.isVisible())) {
        const nameless = await byIcon(record, 'copy', this.names);
        return nameless === undefined ? null : this.value.copiedBy(nameless);
      }
    }
    return this.value.copiedBy(icon);
  }

  /** Whether it stopped responding, so that nothing more is tried in it. */
  get isSilent(): boolean {
    return this.#pace.isSilent;
  }

  /** Ends this session, with all its tabs. */
  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

function accountOf({ username, password }: PortalConfig): Account | undefined {
  return username === undefined ? undefined : { username, password: password ?? '' };
}

/** Whether an error says what the user can fix, or what the portal did not show. */
export const explains = (error: unknown): error is Error => error instanceof UserError || error instanceof NotSettled;
