import type { Locator } from '@playwright/test';
import { usable } from './control.ts';
import type { PortalNames } from './names.ts';

/** What the icons of component libraries are called, by what their control does. */
const ICONS = {
  copy: /cop(y|ied)|clipboard/i,
  revoke: /revoke/i,
  regenerate: /regenerate/i,
  delete: /delete|trash|remove|minus|\bbin\b/i,
  rowMenu: /ellipsis|\bdots|three-?dots|more[-_ ]?(vert|horiz)|kebab|overflow|meatball/i,
} as const;

/** Icons of what shows a hidden value, and of what closes a part of the page. */
const SHOWS = /\b(eye|visib|show|hide|reveal|password)/i;
const CLOSES = /\b(close|dismiss|times|cross|cancel)|[×✕✖]/i;

type NamedIcon = Exclude<keyof typeof ICONS, 'rowMenu'>;

/** Most controls without a name over which the pointer is moved. */
const MOST = 8;
/** Milliseconds for a tooltip to come. */
const TOOLTIP_MS = 1_000;

/**
 * A control that has no name for assistive technology, only an icon: it is known by what its library calls the icon, or by the
 * tooltip that comes under the pointer.
 */
export async function byIcon(scope: Locator, which: NamedIcon, names: PortalNames): Promise<Locator | undefined> {
  if ((await nameless(scope).count()) === 0) return undefined;
  return (await byMarkup(scope, which)) ?? byTooltip(scope, which, names);
}

/** Such a control, by its icon alone. */
export async function byMarkup(scope: Locator, which: keyof typeof ICONS): Promise<Locator | undefined> {
  const called = await nameless(scope).evaluateAll(markupOf);
  const at = called.findIndex((markup) => ICONS[which].test(markup));
  return at < 0 ? undefined : nameless(scope).nth(at);
}

/** Such a control, by its tooltip alone; one whose icon is known is passed over. */
export async function byTooltip(scope: Locator, which: NamedIcon, names: PortalNames): Promise<Locator | undefined> {
  const called = await nameless(scope).evaluateAll(markupOf);
  const known = Object.values(ICONS);
  for (const [i, markup] of called.slice(0, MOST).entries()) {
    const candidate = nameless(scope).nth(i);
    if (!known.some((icon) => icon.test(markup)) && (await hasTooltip(candidate, names[which]))) return candidate;
  }
  return undefined;
}

/** Controls without a name, in no record, of which nothing says what they do. */
export async function unknown(scope: Locator): Promise<Locator[]> {
  const found = nameless(scope).and(scope.page().locator(':not(tr *, li *, [role=row] *, [role=listitem] *)'));
  const called = await found.evaluateAll(markupOf);
  const known = [...Object.values(ICONS), SHOWS, CLOSES];
  return called.flatMap((markup, at) => (known.some((icon) => icon.test(markup)) ? [] : [found.nth(at)]));
}

const nameless = (scope: Locator) =>
  scope
    .getByRole('button', { name: NAMELESS })
    .or(scope.getByRole('link', { name: NAMELESS }))
    .filter({ visible: true });

/** No letter: empty, or a sign such as ⋮. */
const NAMELESS = /^\P{L}*$/u;

async function hasTooltip(control: Locator, name: RegExp): Promise<boolean> {
  if (!(await usable(control))) return false;
  const hovers = await control.hover({ timeout: TOOLTIP_MS }).then(
    () => true,
    () => false,
  );
  if (!hovers) return false;
  const tooltip = control
    .page()
    .getByRole('tooltip', { name })
    .or(control.page().getByRole('tooltip').filter({ hasText: name }));
  return tooltip
    .first()
    .waitFor({ timeout: TOOLTIP_MS })
    .then(
      () => true,
      () => false,
    );
}

/**
 * Runs in a page: what the libraries call these elements, the parts of them, and the web components around them. Its helpers are
 * methods, as in in-page.ts.
 */
function markupOf(elements: Element[]): string[] {
  const read = {
    own(element: Element): string {
      const said = [...element.attributes].filter(({ name }) => name !== 'd' && name !== 'style');
      return [element.localName, ...said.map(({ value }) => value)].join(' ');
    },
    within(root: Element | ShadowRoot): string {
      const parts = [...root.querySelectorAll('*')];
      return parts.map((part) => read.own(part) + (part.shadowRoot ? read.within(part.shadowRoot) : '')).join(' ');
    },
  };
  return elements.map((element) => {
    const root = element.getRootNode();
    const host = root instanceof ShadowRoot ? read.own(root.host) : '';
    // The text of an icon font is the name of its icon.
    return [host, read.own(element), read.within(element), element.textContent].join(' ');
  });
}
