import { byReason } from '../words.ts';
import type { RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { clauseLink, section } from './parts.ts';

/** What each variable holds that a run can be given. */
const VARIABLES: Readonly<Record<string, string>> = {
  MITP_API_KEY: 'an active key of the provider under test',
  MITP_SIBLING_API_KEY: 'another active key of the same provider',
  MITP_FOREIGN_API_KEY: 'an active key of another provider',
  MITP_REVOKED_API_KEY: 'the value of a key that was revoked',
  MITP_DELETED_API_KEY: 'the value of a key that was deleted',
  MITP_PORTAL_URL: "the portal's start page",
  MITP_PORTAL_USERNAME: 'an administrator of the portal, with MITP_PORTAL_PASSWORD',
  MITP_PORTAL_STORAGE_STATE: 'a signed-in browser state, made by mitp portal login',
  MITP_DOCS_URL: 'the Swagger UI page',
};

/** The depth that asks more than this one. */
const DEEPER: Readonly<Record<string, string>> = { quick: 'standard', standard: 'full' };

/** What was not tried, and what to configure to try it. */
export function skipped(run: RunRecord): Html {
  const reasons = byReason(run.clauses);
  return section(
    'untried',
    'Not tried',
    'These clauses were not tested.',
    reasons.length === 0
      ? undefined
      : html`<dl class="untried">
          ${reasons.map(
            ([reason, ids]) =>
              html`<div>
                <dt>${reason}</dt>
                <dd>
                  ${ids.map((id, i) => html`${i > 0 ? ', ' : ''}${clauseLink(id)}`)}${remedy(reason, DEEPER[run.depth])}
                </dd>
              </div>`,
          )}
        </dl>`,
  );
}

function remedy(reason: string, deeper: string | undefined): Html | undefined {
  const variable = Object.keys(VARIABLES).find((name) => new RegExp(`\\b${name}\\b`).test(reason));
  if (variable) return html`<p class="remedy">To try: set <code>${variable}</code>, ${VARIABLES[variable]}.</p>`;
  const suite = /^suite (\w+) not selected$/.exec(reason)?.[1];
  if (suite) return html`<p class="remedy">To try: <code>mitp verify --suite ${suite}</code>.</p>`;
  const depth = /depth (standard|full) on/.exec(reason)?.[1] ?? (/not covered at/.test(reason) ? deeper : undefined);
  return depth ? html`<p class="remedy">To try: <code>mitp verify --depth ${depth}</code>.</p>` : undefined;
}
