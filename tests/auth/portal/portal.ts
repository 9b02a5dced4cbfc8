import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { TargetConfig } from '../../../verifier/config.ts';
import { pasteUnseen } from '../../../verifier/paste-secret.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { portalNames, type PortalNames } from './names.ts';

export interface Account {
  username: string;
  password: string;
}

type PortalConfig = NonNullable<TargetConfig['portal']>;

/** Milliseconds for a page to come or a control to appear. */
const PATIENCE_MS = 15_000;
/** Milliseconds for the clipboard, which is filled at once or not at all; a browser may be busy. */
const GLANCE_MS = 2_000;
/** Clicks on the copy icon before it is taken for broken. */
const CLICKS = 3;
/** Milliseconds for a pop-up, which is there at once or not at all. */
const POPUP_MS = 3_000;

/** A browser at the portal, driven by accessible names alone. One visit is one session of one person. */
export class Portal {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly names: PortalNames;
  readonly #browser: Browser;
  readonly #config: PortalConfig;
  readonly #account: Account | undefined;
  /** Where the list of keys was found last; empty where its address does not lead there. */
  #list: string | undefined;

  private constructor(browser: Browser, context: BrowserContext, page: Page, config: PortalConfig, account?: Account) {
    this.#browser = browser;
    this.context = context;
    this.page = page;
    this.#config = config;
    this.#account = account;
    this.names = portalNames(config.names);
  }

  /** Signs in, in a session of its own. @throws UserError where there is no way in */
  static async open(config: PortalConfig, browser: Browser): Promise<Portal> {
    return Portal.#visit(browser, config, accountOf(config));
  }

  /** A session of its own in the same browser: of the same person, or of another. */
  async visit(account = this.#account): Promise<Portal> {
    const { storageState: _, ...strange } = this.#config;
    return Portal.#visit(this.#browser, account === this.#account ? this.#config : strange, account);
  }

  /** Another tab of the same session, at the portal's start. */
  async tab(): Promise<Portal> {
    const tab = new Portal(this.#browser, this.context, await this.context.newPage(), this.#config, this.#account);
    await tab.page.goto(this.#config.url);
    return tab;
  }

  static async #visit(browser: Browser, config: PortalConfig, account?: Account): Promise<Portal> {
    const context = await browser.newContext(
      config.storageState === undefined ? {} : { storageState: config.storageState },
    );
    context.setDefaultTimeout(PATIENCE_MS);
    const { origin } = new URL(config.url);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin }).catch(() => undefined);
    const portal = new Portal(browser, context, await context.newPage(), config, account);
    try {
      await portal.page.goto(config.url);
      if (account !== undefined) await portal.#signIn(account);
      else await portal.#inside();
      return portal;
    } catch (error) {
      await portal.close();
      throw error;
    }
  }

  /** Sees that no sign-in is wanted. */
  async #inside(): Promise<void> {
    const { page, names } = this;
    const inside = this.control(page, names.myAccount);
    const password = page.getByLabel(names.password).first();
    await inside.or(password).first().waitFor();
    if (await inside.isVisible()) return;
    throw new UserError(
      'the portal asks for a sign-in: set MITP_PORTAL_USERNAME and MITP_PORTAL_PASSWORD, or save a session with mitp portal login',
    );
  }

  async #signIn({ username, password }: Account): Promise<void> {
    const { page, names } = this;
    const user = page.getByRole('textbox', { name: names.username }).first();
    const inside = this.control(page, names.myAccount);
    await user.or(inside).first().waitFor();
    if (await inside.isVisible()) return;
    await user.fill(username);
    await pasteUnseen(page.getByLabel(names.password).first(), password);
    await this.control(page, names.signIn).click();
    await inside.waitFor().catch(() => {
      throw new UserError(`the portal did not let ${username} in: check that username and its password`);
    });
  }

  /** A control by its name: a button, a link, a tab or an entry of a menu. */
  control(scope: Page | Locator, name: RegExp): Locator {
    return (['button', 'tab', 'menuitem', 'link'] as const)
      .map((role) => scope.getByRole(role, { name }))
      .reduce((all, one) => all.or(one))
      .first();
  }

  /** The vendor's way to the list of keys: My Account, Account Settings, API Keys. */
  async openKeys(): Promise<void> {
    const { page, names } = this;
    const account = this.control(page, names.myAccount);
    const settings = this.control(page, names.accountSettings);
    // A page that is no page of the portal (an error of the browser's after Back) has no way on.
    if (!(await account.isVisible())) await page.goto(this.#config.url);
    await account.click();
    await settings.click();
    await this.control(page, names.apiKeys).click();
    await this.control(page, names.addKey).waitFor();
    this.#list ??= page.url();
  }

  /** Loads the list of keys anew, by its address where that leads there: three pages less than by the menu. */
  async reloadKeys(): Promise<void> {
    if (!this.#list) return this.openKeys();
    const { page, names } = this;
    await page.goto(this.#list);
    // An address that differs in its fragment alone, or not at all, loads nothing.
    if (this.#list.includes('#')) await page.reload();
    const there = await this.control(page, names.addKey)
      .waitFor({ timeout: POPUP_MS })
      .then(() => true)
      .catch(() => false);
    if (there) return;
    this.#list = '';
    await this.openKeys();
  }

  /** Makes a key and reads its value; the page that shows it stays open. */
  async generate(name: string): Promise<string> {
    await this.prepareKey(name);
    await this.control(this.page, this.names.generate).click();
    return this.readValue();
  }

  /** Fills the form for a new key, up to the last click. */
  async prepareKey(name: string): Promise<void> {
    await this.control(this.page, this.names.addKey).click();
    await this.page.getByRole('textbox', { name: this.names.keyName }).fill(name);
  }

  /** The value in the field that is filled once. @throws where it stays empty */
  async readValue(): Promise<string> {
    const field = this.page.getByRole('textbox', { name: this.names.keyValue });
    const started = Date.now();
    while (Date.now() - started < PATIENCE_MS) {
      const value = (await field.first().inputValue()).trim();
      if (value !== '') return value;
      await this.page.waitForTimeout(50);
    }
    throw new Error('the field with the new API key stayed empty');
  }

  /**
   * Presses the copy icon (within a row, where one is given).
   * @returns what the clipboard holds then, '' where it stays empty, null where there is no icon, undefined where the
   *   browser lets nobody read the clipboard
   */
  async copied(scope: Page | Locator = this.page): Promise<string | null | undefined> {
    const copy = this.control(scope, this.names.copy);
    // An icon may come with the page's script; where none should be, the page has had time to show it by then.
    await this.page.waitForLoadState('load');
    if (scope === this.page) await copy.waitFor({ timeout: GLANCE_MS }).catch(() => undefined);
    if (!(await copy.isVisible())) return null;
    let readable = false;
    // A page that has not yet come to the front may neither write nor read the clipboard: a person would click again.
    for (let click = 0; click < CLICKS; click += 1) {
      await this.page.bringToFront();
      // What an earlier click left in the clipboard must not be taken for this one's.
      await this.page.evaluate(() => navigator.clipboard.writeText('')).catch(() => undefined);
      await copy.click();
      for (const started = Date.now(); Date.now() - started < GLANCE_MS;) {
        const text = await this.page.evaluate(() => navigator.clipboard.readText()).catch(() => undefined);
        if (text) return text;
        readable ||= text !== undefined;
        await this.page.waitForTimeout(20);
      }
    }
    return readable ? '' : undefined;
  }

  /** The record with this name. */
  record(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name }).first();
  }

  /** Presses a control of a record. @returns whether a pop-up asks before anything is done */
  async press(name: string, act: 'revoke' | 'delete'): Promise<boolean> {
    await this.control(this.record(name), this.names[act]).click();
    return this.#dialog()
      .waitFor({ timeout: POPUP_MS })
      .then(() => true)
      .catch(() => false);
  }

  /** Answers the pop-up, and waits until it is gone. */
  async response(word: 'revoke' | 'delete' | 'cancel'): Promise<void> {
    await this.agree(word);
    await this.#dialog().waitFor({ state: 'hidden' });
    await this.page.waitForLoadState('load');
  }

  /** Answers the pop-up, whatever comes of it. */
  async agree(word: 'revoke' | 'delete' | 'cancel' | 'regenerate'): Promise<void> {
    await this.control(this.#dialog(), this.names[word]).click();
  }

  /** Gives a revoked record a new value and reads it. */
  async regenerate(name: string): Promise<string> {
    await this.pressRegenerate(name);
    return this.readValue();
  }

  /** Presses *Regenerate* of a record, and agrees where a pop-up asks. */
  async pressRegenerate(name: string): Promise<void> {
    await this.control(this.record(name), this.names.regenerate).click();
    if (await this.#dialog().isVisible()) await this.agree('regenerate');
  }

  #dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog')).first();
  }

  /** Ends this session, with all its tabs. */
  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

function accountOf({ username, password }: PortalConfig): Account | undefined {
  return username === undefined ? undefined : { username, password: password ?? '' };
}
