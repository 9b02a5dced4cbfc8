import { html } from 'hono/html';

import { PATHS } from '../paths.ts';
import { mayAdminister, type Person } from '../people.ts';
import { page, type Frame, type Html } from './layout.ts';

/** The start page of a person who has signed in. */
export interface HomeModel {
  readonly frame: Frame;
  readonly person: Person;
  /** The base URL of the API that the keys are for. */
  readonly baseUrl: string;
  /** The header that carries a key. */
  readonly keyHeader: string;
  /** Requests that the IT provider may make within a window of so many seconds. */
  readonly limit: { readonly requests: number; readonly seconds: number };
}

const steps = html`<ol class="steps">
    <li>Click your name in the upper-right corner and select <strong>Account Settings</strong>.</li>
    <li>Click the <strong>API Keys</strong> tab, then <strong>Add API key</strong>.</li>
    <li>Enter a name that tells what will use the key, and click <strong>Generate</strong>.</li>
    <li>Copy the key: once you leave that page it is masked for good.</li>
  </ol>
  <p class="actions"><a class="button" href="${PATHS.apiKeys}">Go to API Keys</a></p>`;

const administrators = html`<p>
  API keys are made by the people of your IT provider whose role is <strong>IT Provider Admin</strong>. Ask one of them,
  or sign in as one.
</p>`;

export function home({ frame, person, baseUrl, keyHeader, limit }: HomeModel): Html {
  const { user, provider } = person;
  const body = html`<h1>${provider.name}</h1>
    <p class="lead">You are signed in as ${user.fullName}, ${user.role}.</p>
    <div class="grid">
      <section class="card" aria-labelledby="get-key">
        <h2 id="get-key">Get an API key</h2>
        ${mayAdminister(person) ? steps : administrators}
      </section>
      <section class="card" aria-labelledby="use-api">
        <h2 id="use-api">Use the API</h2>
        <p>
          Send the key in the header <code>${keyHeader}</code>. Your IT provider may make ${limit.requests} requests
          ${limit.seconds === 60 ? 'per minute' : `in ${limit.seconds} seconds`}, whichever key they carry.
        </p>
        <dl>
          <dt>Base URL</dt>
          <dd><code class="wrap">${baseUrl}</code></dd>
        </dl>
        <p><a href="/">Try it in Swagger UI</a></p>
      </section>
    </div>`;
  return page(frame, { title: provider.name, body });
}
