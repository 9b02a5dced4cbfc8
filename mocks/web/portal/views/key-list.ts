import { html } from 'hono/html';

import type { KeyRecord } from '../../../keys/keys.ts';
import { keyPath, PATHS, type KeyAction } from '../paths.ts';
import type { Notice } from '../session.ts';
import { minusIcon } from './icons.ts';
import { csrfField, type Frame, type Html } from './layout.ts';
import { settingsPage } from './settings.ts';

/** A record, and what is shown of its value; nothing once it has none. */
export interface ListedKey extends KeyRecord {
  readonly mask: string;
}

/** The API Keys tab. */
export interface KeyListModel {
  readonly frame: Frame;
  readonly keys: readonly ListedKey[];
  /** Whether a pop-up comes between the button and the deed; only a faulty portal has none. */
  readonly requests: { readonly revoke: boolean; readonly delete: boolean };
  /** Makes the form of each Regenerate button one of its own. */
  readonly formId: string;
  readonly notice: Notice | null;
}

const time = (ms: number | null) => {
  if (ms === null) return html`<span class="muted">Never</span>`;
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`;
};

const ofKey = (name: string) => html`<span class="visually-hidden"> ${name}</span>`;

/** The button for an action on a key, by which Cancel finds its way back to it. */
export const buttonId = ({ id }: KeyRecord, action: KeyAction): string => `${action}-${id}`;

/** The form of a button that opens a confirmation or, where there is none, acts. */
const actionForm = ({ frame, requests }: KeyListModel, { id }: KeyRecord, action: 'revoke' | 'delete', button: Html) =>
  html`<form method="${requests[action] ? 'get' : 'post'}" action="${keyPath(id, action)}">
    ${requests[action] ? '' : csrfField(frame)}${button}
  </form>`;

const revoke = (model: KeyListModel, key: KeyRecord) =>
  actionForm(
    model,
    key,
    'revoke',
    html`<button type="submit" id="${buttonId(key, 'revoke')}">Revoke${ofKey(key.name)}</button>`,
  );

const regenerate = ({ frame, formId }: KeyListModel, { id, name }: KeyRecord) =>
  html`<form method="post" action="${keyPath(id, 'regenerate')}" data-once>
    ${csrfField(frame)}<input type="hidden" name="form" value="${formId}.${id}" />
    <button type="submit">Regenerate${ofKey(name)}</button>
  </form>`;

const remove = (model: KeyListModel, key: KeyRecord) =>
  actionForm(
    model,
    key,
    'delete',
    html`<button class="danger square" type="submit" id="${buttonId(key, 'delete')}" title="Delete">
      ${minusIcon}<span class="visually-hidden">Delete ${key.name}</span>
    </button>`,
  );

const row = (model: KeyListModel, key: ListedKey) => {
  const active = key.status === 'active';
  return html`<tr>
    <th scope="row" data-label="Name"><bdi class="wrap">${key.name}</bdi></th>
    <td data-label="API key">
      ${key.mask === '' ? html`<span class="muted">None</span>` : html`<code class="mask">${key.mask}</code>`}
    </td>
    <td data-label="Status"><span class="badge ${key.status}">${active ? 'Active' : 'Revoked'}</span></td>
    <td data-label="Created (UTC)">${time(key.createdAt)}</td>
    <td data-label="Last used (UTC)">${time(key.lastUsedAt)}</td>
    <td data-label="Actions">
      <div class="buttons">${active ? revoke(model, key) : regenerate(model, key)}${remove(model, key)}</div>
    </td>
  </tr>`;
};

const table = (model: KeyListModel) =>
  html`<table>
    <caption class="visually-hidden">
      API keys
    </caption>
    <thead>
      <tr>
        ${['Name', 'API key', 'Status', 'Created (UTC)', 'Last used (UTC)', 'Actions'].map(
          (title) => html`<th scope="col">${title}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${model.keys.map((key) => row(model, key))}
    </tbody>
  </table>`;

const none = html`<p class="empty">
  <strong>There is no API key yet.</strong><br />Add one for each application that uses the API, named after it.
</p>`;

/** The result of the last act, read out first: it takes the focus, because its button is gone. */
const told = ({ kind, key, text }: Notice) =>
  html`<p class="notice ${kind}" role="${kind === 'done' ? 'status' : 'alert'}" tabindex="-1" autofocus>
    ${key === undefined ? '' : html`“<bdi>${key}</bdi>” `}${text}
  </p>`;

/** The API Keys tab, under a pop-up if one is given. */
export function keyList(model: KeyListModel, popUp?: { readonly title: string; readonly dialog: Html }): Html {
  const { frame, keys, notice } = model;
  const body = html`${notice ? told(notice) : ''}
    <section class="card">
      <div class="heading">
        <h2>API keys</h2>
        <form method="get" action="${PATHS.newKey}">
          <button class="primary" type="submit">Add API key</button>
        </form>
      </div>
      ${keys.length === 0 ? none : table(model)}
    </section>`;
  return settingsPage(frame, 'api-keys', { title: 'API Keys', body, ...popUp });
}
