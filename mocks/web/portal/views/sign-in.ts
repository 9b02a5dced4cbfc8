import { html } from 'hono/html';

import { PATHS } from '../paths.ts';
import { DEMO_PASSWORD } from '../people.ts';
import type { PortalUser, Provider } from '../../../keys/providers.ts';
import { csrfField, page, type Frame, type Html } from './layout.ts';

/** The sign-in page: demo users to pick from, and the two fields that automation fills. */
export interface SignInModel {
  readonly frame: Frame;
  readonly providers: readonly Provider[];
  /** Where to go afterwards. */
  readonly next: string;
  /** What was typed before, if the sign-in was rejected. */
  readonly username?: string | undefined;
  readonly problem?: string | undefined;
}

const hidden = ({ frame, next }: SignInModel) =>
  html`${csrfField(frame)}<input type="hidden" name="next" value="${next}" />`;

const choice = (model: SignInModel, { username, fullName, role }: PortalUser) =>
  html`<li>
    <form method="post" action="${PATHS.signIn}">
      ${hidden(model)}<input type="hidden" name="demo-user" value="${username}" />
      <button class="choice" type="submit">
        <span><span class="visually-hidden">Continue as </span>${fullName}</span> <small>${role}</small>
      </button>
    </form>
  </li>`;

const ofProvider = (model: SignInModel, { name, users }: Provider) =>
  html`<section class="card">
    <h3>${name}</h3>
    <ul class="choices">
      ${users.map((user) => choice(model, user))}
    </ul>
  </section>`;

export function signIn(model: SignInModel): Html {
  const { frame, providers, username = '', problem } = model;
  const rejected = problem ? html`<p class="notice refused" id="problem" role="alert">${problem}</p>` : '';
  // Under the demo users the rejection would be out of sight: the focus brings it into view.
  const again = problem ? html` aria-describedby="problem" autofocus` : '';
  const body = html`<h1>Sign in</h1>
    <p class="lead">This is the portal of a mock: its people and IT providers are made up. Continue as one of them.</p>
    <section aria-labelledby="demo-users">
      <h2 id="demo-users">Demo users</h2>
      <div class="grid">${providers.map((provider) => ofProvider(model, provider))}</div>
    </section>
    <section class="card narrow">
      <h2>With a name and password</h2>
      ${rejected}
      <p class="hint">The password of every demo user is <code>${DEMO_PASSWORD}</code>.</p>
      <form method="post" action="${PATHS.signIn}" novalidate>
        ${hidden(model)}
        <label for="username">Username</label>
        <input id="username" name="username" value="${username}" required autocomplete="username" spellcheck="false" />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" required autocomplete="current-password" ${again} />
        <p class="actions"><button class="primary" type="submit">Sign in</button></p>
      </form>
    </section>`;
  return page(frame, { title: 'Sign in', body });
}
