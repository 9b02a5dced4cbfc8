import { html } from 'hono/html';

import { PATHS } from '../paths.ts';
import { page, type Frame, type Html } from './layout.ts';

/** A page that says why something was not done, and what to do instead. */
export interface RejectionModel {
  readonly frame: Frame;
  readonly title: string;
  readonly why: string;
}

export function rejection({ frame, title, why }: RejectionModel): Html {
  const body = html`<section class="card narrow">
    <h1>${title}</h1>
    <p>${why}</p>
    <p class="actions"><a class="button" href="${PATHS.home}">Go to the start page</a></p>
  </section>`;
  return page(frame, { title, body });
}
