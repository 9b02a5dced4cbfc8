import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

import { PATHS } from '../paths.ts';
import type { Person } from '../people.ts';
import { chevron, mark } from './icons.ts';

/** A piece of a page: text in it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page needs to know besides its own content. */
export interface Frame {
  readonly person: Person | undefined;
  /** The token that this session's forms carry. */
  readonly csrf: string;
}

/** A page before it is framed. */
export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** A pop-up over the page, which is then out of reach for pointer, keyboard and screen reader alike. */
  readonly dialog?: Html | undefined;
}

/** The whole document: header, content, and a dialog if one is open. */
export function page(frame: Frame, { title, body, dialog }: PageParts): Html {
  const inert = dialog ? html` inert` : '';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · myITprocess mock</title>
        <link rel="icon" href="${PATHS.assets}/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${PATHS.assets}/portal.css" />
        <script src="${PATHS.assets}/portal.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content" ${inert}>Skip to content</a>
        <header class="bar" ${inert}>
          <a class="brand" href="${PATHS.home}">${mark}<span>myITprocess</span><span class="tag">mock</span></a>
          ${frame.person ? account(frame, frame.person) : ''}
        </header>
        <main id="content" tabindex="-1" ${inert}>${body}</main>
        ${dialog ?? ''}
      </body>
    </html>`;
}

/** The username at the upper right, which opens My Account: a popover, so that it needs no script. */
const account = (frame: Frame, { user, provider }: Person) =>
  html`<button class="who" type="button" popovertarget="my-account">
      <span>${user.fullName}<span class="visually-hidden">, </span><small>My Account</small></span
      >${chevron}
    </button>
    <div id="my-account" class="menu" popover>
      <p><strong>${user.fullName}</strong><br />${user.username}<br />${user.role}, ${provider.name}</p>
      <nav aria-label="My Account"><a href="${PATHS.settings}">Account Settings</a></nav>
      <form method="post" action="${PATHS.signOut}">
        ${csrfField(frame)}
        <button class="plain" type="submit">Sign out</button>
      </form>
    </div>`;

/** What proves that a form was drawn for this session. */
export const csrfField = ({ csrf }: Frame): Html => html`<input type="hidden" name="csrf" value="${csrf}" />`;
