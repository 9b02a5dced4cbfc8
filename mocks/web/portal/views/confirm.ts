import { html } from 'hono/html';

import type { KeyRecord } from '../../../keys/keys.ts';
import { keyPath, PATHS } from '../paths.ts';
import { buttonId, keyList, type KeyListModel } from './key-list.ts';
import { csrfField, type Html } from './layout.ts';

/** The API Keys tab under the pop-up that confirms before a key is revoked or deleted. */
export interface ConfirmModel extends KeyListModel {
  readonly key: KeyRecord;
  readonly action: 'revoke' | 'delete';
  /** Whether Cancel leaves everything as it is; in a faulty portal it acts. */
  readonly cancelKeeps: boolean;
}

const WORDS = {
  revoke: {
    verb: 'Revoke',
    text: 'Requests that use it are rejected at once. The record stays, without its value; a new value can be regenerated for it. The present value never works again.',
  },
  delete: {
    verb: 'Delete',
    text: 'The record and its value are removed for good. Requests that use it are rejected at once. This cannot be undone.',
  },
} as const;

export function confirm(model: ConfirmModel): Html {
  const { frame, key, action, cancelKeeps } = model;
  const { verb, text } = WORDS[action];
  const dialog = html`<div class="backdrop">
    <dialog open aria-modal="true" aria-labelledby="ask" aria-describedby="ask-more">
      <h2 id="ask">${verb} <bdi class="wrap">“${key.name}”</bdi>?</h2>
      <p id="ask-more">${text}</p>
      <div class="buttons end">
        <form
          method="${cancelKeeps ? 'get' : 'post'}"
          action="${cancelKeeps ? `${PATHS.apiKeys}#${buttonId(key, action)}` : keyPath(key.id, action)}"
        >
          ${cancelKeeps ? '' : csrfField(frame)}<button type="submit" autofocus data-cancel>Cancel</button>
        </form>
        <form method="post" action="${keyPath(key.id, action)}">
          ${csrfField(frame)}
          <button class="danger filled" type="submit">${verb}</button>
        </form>
      </div>
    </dialog>
  </div>`;
  return keyList(model, { title: `${verb} API key`, dialog });
}
