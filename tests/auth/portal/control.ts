import type { Locator, Page } from '@playwright/test';
import { hosts } from './hosts-of-controls.ts';

/** A control by its name: a button, a link, a tab or an entry of a menu. */
export function control(scope: Page | Locator, name: RegExp): Locator {
  return controls(scope, name).first();
}

/** All controls of this name. */
export function controls(scope: Page | Locator, name: RegExp): Locator {
  // Found inside the scope, which is thus looked for once and not by each role.
  return 'page' in scope ? scope.locator(controlsOf(scope.page(), name)) : controlsOf(scope, name);
}

function controlsOf(page: Page, name: RegExp): Locator {
  return (['button', 'tab', 'menuitem', 'link'] as const)
    .map((role) => page.getByRole(role, { name }))
    .reduce((all, next) => all.or(next))
    .or(hinted(page, name))
    .or(hosts(page, name));
}

/** Controls whose text is only a sign, such as ⧉, so that only their tooltip says what they do. */
function hinted(page: Page, name: RegExp): Locator {
  return page
    .locator(':is(button, a, [role=button], [role=link], [role=menuitem]):not([aria-label], [aria-labelledby])')
    .and(page.getByTitle(name))
    .filter({ hasNotText: /\p{L}/u });
}

const DISABLED = ':is(:disabled, .disabled, [aria-disabled=true])';

/** Those of them that can be used: some front ends mark only their container as disabled. */
export function usables(locator: Locator): Locator {
  return locator.filter({ visible: true }).and(locator.page().locator(`:not(${DISABLED}, ${DISABLED} *)`));
}

/** Whether a control can be used. One request, because it is polled. */
export async function usable(locator: Locator): Promise<boolean> {
  return usables(locator).first().isVisible();
}

/** Milliseconds for a control to take a click, if nothing hides it. */
const REACH_MS = 1_500;

/** Whether a control can be clicked now: the entries of a closed menu may only be clipped, or covered. */
export async function reachable(locator: Locator): Promise<boolean> {
  if (!(await locator.isVisible())) return false;
  return locator.click({ trial: true, timeout: REACH_MS }).then(
    () => true,
    () => false,
  );
}

/** The first usable locator. */
export async function firstUsable(locators: readonly Locator[]): Promise<Locator | undefined> {
  const any = locators.reduce((all, next) => all.or(next)).filter({ visible: true });
  if ((await any.count()) === 0) return undefined;
  for (const locator of locators) if (await usable(locator)) return locator;
  return undefined;
}

/** Milliseconds for a record to come under the pointer. */
const POINT_MS = 1_500;

/** Moves the pointer over a record, because some portals show its controls only then. */
export async function pointAt(record: Locator): Promise<void> {
  await record.hover({ timeout: POINT_MS }).catch(() => undefined);
}

/**
 * A part of the page with what belongs to it by a slot: what a dialog that is a web component shows is beside its shadow root.
 */
export async function withSlotted(part: Locator): Promise<Locator> {
  // Not by an evaluation, see click.ts: an XPath ends at a shadow root, and outside of one nothing is slotted.
  if ((await part.locator('xpath=ancestor::html').count()) > 0) return part;
  // Not waited for: it may be gone by now.
  const [host = ''] = await part.evaluateAll((parts) =>
    parts.map((element) => {
      let name = '';
      for (let at = element; at.querySelector('slot');) {
        const root = at.getRootNode();
        if (!(root instanceof ShadowRoot)) break;
        at = root.host as HTMLElement;
        name = at.localName;
      }
      return name;
    }),
  );
  return host === '' ? part : part.page().locator(host).filter({ has: part }).last();
}
