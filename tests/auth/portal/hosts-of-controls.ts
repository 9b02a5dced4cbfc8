import type { Locator, Page } from '@playwright/test';
import { registerEngine } from './engines.ts';

/** The name of the selector that finds them. */
const ENGINE = 'mitp-host';

registerEngine(ENGINE, hostEngine, { beside: true });

/**
 * Web components that are a control themselves and tell their role to assistive technology alone (`ElementInternals`), where no
 * locator finds it: they take the focus, hold no other control, and show this name.
 */
export function hosts(page: Page, { source, flags }: RegExp): Locator {
  return page.locator(`${ENGINE}=${encodeURIComponent(JSON.stringify([source, flags])).replaceAll("'", '%27')}`);
}

/** Runs in a page. Its helpers are methods, as in in-page.ts. */
function hostEngine() {
  const engine = {
    found: [] as Element[],
    isHost(element: Element): boolean {
      if (!element.localName.includes('-') || element.hasAttribute('role') || !element.hasAttribute('tabindex'))
        return false;
      const controls = 'a, button, input, select, textarea, [role]:not([role=presentation], [role=none]), [tabindex]';
      return element.querySelector(controls) === null && !element.shadowRoot?.querySelector(controls);
    },
    collect(root: Document | ShadowRoot | Element, name: RegExp): void {
      if ('shadowRoot' in root && root.shadowRoot) engine.collect(root.shadowRoot, name);
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) engine.collect(element.shadowRoot, name);
        if (!engine.isHost(element)) continue;
        const said = element.getAttribute('aria-label') ?? element.textContent ?? '';
        if (name.test(said.replace(/\s+/g, ' ').trim())) engine.found.push(element);
      }
    },
    query(root: Document | Element, name: string): Element | undefined {
      return engine.queryAll(root, name)[0];
    },
    queryAll(root: Document | Element, name: string): Element[] {
      const [source = '', flags] = JSON.parse(decodeURIComponent(name)) as string[];
      engine.found = [];
      engine.collect(root, new RegExp(source, flags?.replace('g', '')));
      return engine.found;
    },
  };
  return engine;
}
