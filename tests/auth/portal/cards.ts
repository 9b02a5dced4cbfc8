import type { Locator, Page } from '@playwright/test';
import { registerEngine } from './engines.ts';
import type { PortalNames } from './names.ts';

/** The name of the selector that finds cards in a page. */
const ENGINE = 'mitp-card';

// Beside the page's own scripts, as Playwright's own selectors are: otherwise each document loads Playwright's scripts twice.
registerEngine(ENGINE, cardEngine, { beside: true });

/**
 * Records without a role that says so: parts of a page that hold words and the acts of one record, such as a `<div>` for each. One
 * ends where another record begins, which has an act of the same name, or looks the same.
 */
export function cards(page: Page, { revoke, regenerate, delete: remove, rowMenu, addKey }: PortalNames): Locator {
  const names = [revoke, regenerate, remove, rowMenu, addKey].map(({ source }) => source);
  return page.locator(`${ENGINE}=${encodeURIComponent(JSON.stringify(names)).replaceAll("'", '%27')}`);
}

/** Runs in a page. Its helpers are methods, as in in-page.ts. */
function cardEngine() {
  const engine = {
    names: [] as RegExp[],
    controls: [] as { element: Element; kind: number }[],
    up(node: Element): Element | null {
      const root = node.getRootNode() as Partial<ShadowRoot>;
      return node.assignedSlot ?? node.parentElement ?? root.host ?? null;
    },
    isWithin(root: Document | Element, element: Element): boolean {
      for (let at: Element | null = element; at !== null; at = engine.up(at)) if (at === root) return true;
      return root === document;
    },
    /** The letters of a part, those in its shadow roots included. */
    lettersOf(part: Element | ShadowRoot): number {
      if (part instanceof Element && part.matches('style, script')) return 0;
      const own = [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const inner = [...part.children].reduce((sum, child) => sum + engine.lettersOf(child), 0);
      const shadow = part instanceof Element && part.shadowRoot ? engine.lettersOf(part.shadowRoot) : 0;
      return own.reduce((sum, { textContent }) => sum + (textContent ?? '').trim().length, 0) + inner + shadow;
    },
    around(element: Element, css: string): boolean {
      for (let at: Element | null = element; at !== null; at = engine.up(at)) if (at.matches(css)) return true;
      return false;
    },
    kindOf(element: Element): number {
      const label = element.getAttribute('aria-label') || (element.textContent ?? '');
      if (element.matches('[aria-haspopup]') && !/\p{L}/u.test(label)) return 3;
      const said = [label.trim(), element.getAttribute('title') ?? ''].filter((text) => text !== '');
      return engine.names.findIndex((name) => said.some((text) => name.test(text)));
    },
    collect(root: Document | ShadowRoot): void {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) engine.collect(element.shadowRoot);
        if (!element.matches('button, a, [role=button], [role=link]') || element.getClientRects().length === 0)
          continue;
        const kind = engine.kindOf(element);
        if (kind >= 0) engine.controls.push({ element, kind });
      }
    },
    within(part: Element) {
      return engine.controls.filter(({ element }) => engine.isWithin(part, element));
    },
    /** Whether a part holds more words than its controls. */
    speaks(part: Element): boolean {
      const said = engine.within(part).reduce((sum, { element }) => sum + engine.lettersOf(element), 0);
      return engine.lettersOf(part) > said + 2;
    },
    hasTwin(part: Element): boolean {
      const others = [...(part.parentNode?.children ?? [])].filter((other) => other !== part);
      return others.some(({ localName, className }) => localName === part.localName && className === part.className);
    },
    /** The largest part around a control that belongs to one record. */
    cardOf(control: Element): Element | undefined {
      let card = control;
      for (let part = engine.up(card); part !== null; part = engine.up(card)) {
        const kinds = engine.within(part).map(({ kind }) => kind);
        if (new Set(kinds).size < kinds.length || kinds.includes(4) || part.matches('body, main, [role=main]')) break;
        if (part.querySelector('h1, nav, [type=search], [role=search]') !== null) break;
        if (card !== control && engine.speaks(card) && engine.hasTwin(card)) break;
        card = part;
      }
      return card !== control && engine.speaks(card) ? card : undefined;
    },
    query(root: Document | Element, names: string): Element | undefined {
      return engine.queryAll(root, names)[0];
    },
    queryAll(root: Document | Element, names: string): Element[] {
      engine.names = (JSON.parse(decodeURIComponent(names)) as string[]).map((name) => new RegExp(name, 'i'));
      engine.controls = [];
      engine.collect(document);
      const elsewhere =
        'table, [role=row], li, [role=listitem], article, nav, header, dialog, [role*=dialog], [role=menu]';
      const found = engine.controls.flatMap(({ element, kind }) => {
        const card = kind === 4 || engine.around(element, elsewhere) ? undefined : engine.cardOf(element);
        return card !== undefined && engine.isWithin(root, card) ? [card] : [];
      });
      return [...new Set(found)];
    },
  };
  return engine;
}
