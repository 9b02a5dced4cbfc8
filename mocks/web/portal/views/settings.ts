import { html } from 'hono/html';

import { PATHS } from '../paths.ts';
import type { Person } from '../people.ts';
import { page, type Frame, type Html, type PageParts } from './layout.ts';

/** The first tab of Account Settings. */
export interface SettingsModel {
  readonly frame: Frame;
  readonly person: Person;
}

const TABS = { general: ['General', PATHS.settings], 'api-keys': ['API Keys', PATHS.apiKeys] } as const;

/** The name of a tab of Account Settings. */
export type Tab = keyof typeof TABS;

const tab = (name: Tab, selected: Tab) => {
  const [label, path] = TABS[name];
  return name === selected
    ? html`<a role="tab" id="tab-${name}" href="${path}" aria-selected="true" aria-controls="panel">${label}</a>`
    : html`<a role="tab" id="tab-${name}" href="${path}" aria-selected="false">${label}</a>`;
};

/** Account Settings with one tab open; each tab is a page of its own, so the tabs are links. */
export function settingsPage(frame: Frame, selected: Tab, { title, body, dialog }: PageParts): Html {
  const framed = html`<h1>Account Settings</h1>
    <div class="tabs" role="tablist" aria-label="Account Settings">
      ${tab('general', selected)} ${tab('api-keys', selected)}
    </div>
    <div id="panel" role="tabpanel" aria-labelledby="tab-${selected}">${body}</div>`;
  return page(frame, { title: `${title} · Account Settings`, body: framed, dialog });
}

export function settings({ frame, person }: SettingsModel): Html {
  const { provider } = person;
  const body = html`<section class="card">
    <h2>${provider.name}</h2>
    <table>
      <caption>
        People
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Username</th>
          <th scope="col">Role</th>
        </tr>
      </thead>
      <tbody>
        ${provider.users.map(
          ({ fullName, username, role }) =>
            html`<tr>
              <th scope="row" data-label="Name">${fullName}</th>
              <td data-label="Username"><span class="wrap">${username}</span></td>
              <td data-label="Role">${role}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
  return settingsPage(frame, 'general', { title: 'General', body });
}
