import { html } from 'hono/html';

import type { KeyRecord } from '../../keys.ts';
import { keyPath, PATHS } from '../paths.ts';
import type { Notice } from '../session.ts';
import { minusIcon } from './icons.ts';
import { csrfField, type Frame, type Html } from './layout.ts';
import { settingsPage } from './settings.ts';

/** The API Keys tab. */
export interface KeyListModel {
  readonly frame: Frame;
  readonly keys: readonly KeyRecord[];
  /** Makes the form of each Regenerate button one of its own. */
  readonly formId: string;
  readonly notice: Notice | null;
}

const time = (ms: number | null) => {
  if (ms === null) return html`<span class="muted">Never</span>`;
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}&nbsp;UTC</time>`;
};

const ofKey = (name: string) => html`<span class="visually-hidden"> ${name}</span>`;

const revoke = ({ id, name }: KeyRecord) =>
  html`<form method="get" action="${keyPath(id, 'revoke')}">
    <button type="submit">Revoke${ofKey(name)}</button>
  </form>`;

const regenerate = ({ frame, formId }: KeyListModel, { id, name }: KeyRecord) =>
  html`<form method="post" action="${keyPath(id, 'regenerate')}" data-once>
    ${csrfField(frame)}<input type="hidden" name="form" value="${formId}.${id}" />
    <button type="submit">Regenerate${ofKey(name)}</button>
  </form>`;

const remove = ({ id, name }: KeyRecord) =>
  html`<form method="get" action="${keyPath(id, 'delete')}">
    <button class="danger square" type="submit" title="Delete">
      ${minusIcon}<span class="visually-hidden">Delete ${name}</span>
    </button>
  </form>`;

const row = (model: KeyListModel, key: KeyRecord) => {
  const active = key.status === 'active';
  return html`<tr>
    <th scope="row" data-label="Name"><bdi class="wrap">${key.name}</bdi></th>
    <td data-label="API key">
      ${key.masked === null ? html`<span class="muted">None</span>` : html`<code class="mask">${key.masked}</code>`}
    </td>
    <td data-label="Status"><span class="badge ${key.status}">${active ? 'Active' : 'Revoked'}</span></td>
    <td data-label="Created">${time(key.createdAt)}</td>
    <td data-label="Last used">${time(key.lastUsedAt)}</td>
    <td data-label="Actions">
      <div class="buttons">${active ? revoke(key) : regenerate(model, key)}${remove(key)}</div>
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
        ${['Name', 'API key', 'Status', 'Created', 'Last used', 'Actions'].map(
          (title) => html`<th scope="col">${title}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${model.keys.map((key) => row(model, key))}
    </tbody>
  </table>`;

const none = html`<p class="empty">There is no API key yet. Add one for each application that uses the API.</p>`;

/** The API Keys tab, under a pop-up if one is given. */
export function keyList(model: KeyListModel, dialog?: Html): Html {
  const { frame, keys, notice } = model;
  const told =
    notice &&
    html`<p class="notice ${notice.kind}" role="${notice.kind === 'done' ? 'status' : 'alert'}">${notice.text}</p>`;
  const body = html`${told ?? ''}
    <section class="card">
      <div class="heading">
        <h2>API keys</h2>
        <form method="get" action="${PATHS.newKey}">
          <button class="primary" type="submit">Add API key</button>
        </form>
      </div>
      ${keys.length === 0 ? none : table(model)}
    </section>`;
  return settingsPage(frame, 'api-keys', { title: 'API Keys', body, dialog });
}
