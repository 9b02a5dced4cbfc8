import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetConfig } from '../../../verifier/config.ts';
import type { Defect } from './server/defects.ts';
import { native } from './server/native.ts';
import { startSite, type Handler, type RunningSite, type SiteOptions } from './server/server.ts';
import { elsewhere, singlePage } from './server/single-page.ts';
import { PASSWORD, PEOPLE } from './server/store.ts';

const file = (...path: string[]) => join(import.meta.dirname, ...path);

/** Portals that have nothing of ours but the names of their controls: each is made with another library. */
export const FRONT_ENDS = {
  /** One page of React and MUI: dialogs, a menu, search with a delay, pages; sign-in with one form; a cookie. */
  react: [singlePage('react.jsx')],
  /** One page of Vue and PrimeVue: sign-in in two steps, a token in session storage, an address that leads nowhere. */
  vue: [singlePage('vue.js')],
  /** Bootstrap 5 and jQuery: modals that cover the page, fades, rows drawn anew; sign-in at another origin. */
  bootstrap: [
    elsewhere,
    singlePage('bootstrap.js', {
      css: file('node_modules', 'bootstrap', 'dist', 'css', 'bootstrap.min.css'),
      body: readFileSync(file('apps', 'bootstrap.html'), 'utf8'),
    }),
  ],
  /**
   * Web components without a library: dialogs and menus with slots, icons without a name, a grid that draws a column apart, revoked keys
   * behind a tab, a form in two steps, a value in a `<code>`, entries of a closed menu that are only clipped.
   */
  elements: [singlePage('elements.js')],
  /** Rendered by a server, with confirm() and alert(). */
  native: [native],
} as const satisfies Record<string, readonly Handler[]>;

/** Where a portal keeps the acts of a record that has none in its row. */
export const PLACES = ['page', 'panel', 'expanded', 'bar', 'bar menu', 'bar choice', 'context', 'press'] as const;

/** Starts a portal without a library that keeps the acts of its records in such a place. */
export const startPlace = (place: (typeof PLACES)[number], options?: SiteOptions): Promise<RunningSite> =>
  startSite([singlePage('places.js', { body: `<i data-place="${place}"></i>` })], options);

export type FrontEnd = keyof typeof FRONT_ENDS;

/** Defects that a server-rendered portal cannot have, because no script of its holds anything. */
const OF_SCRIPTS: readonly Defect[] = ['row-copy', 'window-state'];

export const canHave = (frontEnd: FrontEnd, defect: Defect): boolean =>
  frontEnd !== 'native' || !OF_SCRIPTS.includes(defect);

export const startFrontEnd = (frontEnd: FrontEnd, options?: SiteOptions): Promise<RunningSite> =>
  startSite(FRONT_ENDS[frontEnd], options);

/** A front end as the target of a run. Its limit is high, so that no run waits for a window. */
export function targetOf({ url, store }: RunningSite): TargetConfig {
  const [admin, colleague, foreign] = PEOPLE.map(({ username }) => ({ username, password: PASSWORD }));
  const active = store.generate('contoso', 'the run’s own').value;
  return {
    baseUrl: `${url}/public-api/v1`,
    keys: { active },
    portal: { url: `${url}/`, ...admin, ...(colleague && { member: colleague }), ...(foreign && { foreign }) },
    ...{ limit: 5_000, windowSeconds: 60 },
  };
}

/** A page of documentation as the target of a run. */
export function docsTargetOf(site: RunningSite): TargetConfig {
  const { portal: _, ...target } = targetOf(site);
  return { ...target, docsUrl: `${site.url}/` };
}
