import { WHOSE } from '../causes/cause.ts';
import { obstaclesOf } from '../causes/obstacles.ts';
import type { RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { clauseLink, section } from './parts.ts';

/** What was not tried, whose move that is, and how to have it tried. */
export function skipped(run: RunRecord): Html {
  const reasons = obstaclesOf(run);
  return section(
    'skipped-clauses',
    'Not tried',
    'These clauses were not tested.',
    reasons.length === 0
      ? undefined
      : html`<dl class="skipped-clauses">
          ${reasons.map(
            ({ reason, whose, next, clauses }) =>
              html`<div>
                <dt>${reason}</dt>
                <dd>
                  ${clauses.map((id, i) => html`${i > 0 ? ', ' : ''}${clauseLink(id)}`)}
                  <p class="remedy"><b>Whose move:</b> ${WHOSE[whose]}. <b>Next:</b> ${next}</p>
                </dd>
              </div>`,
          )}
        </dl>`,
  );
}
