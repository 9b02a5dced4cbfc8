import { html } from 'hono/html';

import { PATHS } from '../paths.ts';
import { copyIcon } from './icons.ts';
import { csrfField, type Frame, type Html } from './layout.ts';
import { settingsPage } from './settings.ts';

/** The form that a key is named in. */
export interface NewKeyModel {
  readonly frame: Frame;
  readonly formId: string;
  /** What was typed before, if it was rejected, and why. */
  readonly name?: string | undefined;
  readonly problem?: string | undefined;
}

/** The one page that ever holds a key's value. */
export interface IssuedKeyModel {
  readonly frame: Frame;
  readonly name: string;
  readonly value: string;
  readonly how: 'generated' | 'regenerated';
}

/** The form, with the field that the value will fill: read-only, and never kept by the browser. */
export function newKey({ frame, formId, name = '', problem }: NewKeyModel): Html {
  const rejected = problem
    ? html`<p class="problem" id="name-problem" role="alert">${problem}</p>`
    : html`<span id="name-problem"></span>`;
  const invalid = problem ? html` aria-invalid="true"` : '';
  const body = html`<section class="card narrow">
    <h2>Add API key</h2>
    <form method="post" action="${PATHS.newKey}" novalidate data-once>
      ${csrfField(frame)}<input type="hidden" name="form" value="${formId}" />
      <label for="name">API key name</label>
      <input
        id="name"
        name="name"
        value="${name}"
        dir="auto"
        required
        autofocus
        autocomplete="off"
        aria-describedby="name-hint name-problem"
        ${invalid}
      />
      <p class="hint" id="name-hint">Name the application or integration that will use the key.</p>
      ${rejected}
      <label for="value">API key</label>
      <input id="value" readonly autocomplete="off" placeholder="Filled when you click Generate" />
      <p class="actions">
        <button class="primary" type="submit">Generate</button>
        <a class="button" href="${PATHS.apiKeys}">Cancel</a>
      </p>
    </form>
  </section>`;
  return settingsPage(frame, 'api-keys', { title: 'Add API key', body });
}

/** The value, once. The script empties the field when the page is left, and takes the page out of the history. */
export function issuedKey({ frame, name, value, how }: IssuedKeyModel): Html {
  const body = html`<section class="card narrow" data-issued="${PATHS.apiKeys}">
    <h2>API key ${how}</h2>
    <p class="notice important" role="status">
      <strong>Copy the key now</strong> and store it like a password. Once you leave this page it is masked and can no
      longer be copied.
    </p>
    <label for="name">API key name</label>
    <input id="name" value="${name}" dir="auto" readonly autocomplete="off" />
    <label for="value">API key</label>
    <div class="with-button">
      <input
        id="value"
        class="value"
        value="${value}"
        readonly
        autofocus
        autocomplete="off"
        spellcheck="false"
        translate="no"
      />
      <button type="button" data-copy="value" hidden>
        ${copyIcon}Copy<span class="visually-hidden"> API key</span>
      </button>
    </div>
    <p class="hint" role="status" data-copied></p>
    <p class="actions"><a class="button primary" href="${PATHS.apiKeys}">Back to API Keys</a></p>
  </section>`;
  return settingsPage(frame, 'api-keys', { title: `API key ${how}`, body });
}
