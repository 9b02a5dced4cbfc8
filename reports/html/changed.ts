import type { Change } from '../changes/changes.ts';
import type { RunRecord } from '../run.ts';
import { count } from '../words.ts';
import { html, type Html } from './html.ts';
import { catalogued, clauseLink, moment, prose, section, since } from './parts.ts';

/** What changed besides new failures: fixed, flaky, no longer tried, warned, and new behaviour of the server. */
export function changed(run: RunRecord): Html {
  const { previous, changes = [], flaky = [] } = run.changes ?? {};
  if (previous === undefined) return first();
  const named = (heading: string, kind: string, some: readonly Change[], more: (change: Change) => Html | undefined) =>
    panel(
      heading,
      kind,
      some.map((change) => html`<li>${brief(change.clause)}${more(change)}</li>`),
    );
  const of = (kind: Change['kind'], verdict?: Change['verdict']) =>
    changes.filter((one) => one.kind === kind && (verdict ?? one.verdict) === one.verdict);
  const panels = [
    named('Fixed', 'fixed', of('fixed'), () => undefined),
    panel(
      'Flaky: to and fro, with the same target and contract',
      'flaky',
      flaky.map(
        ({ clause, flips, runs }) =>
          html`<li>${brief(clause)} <small>changed its verdict ${flips} times in ${count(runs, 'run')}</small></li>`,
      ),
    ),
    named('Newly warned', 'warned', of('new', 'warn'), () => undefined),
    panel('New in the responses (drift)', 'warned', newDrift(run)),
    named(
      'Was broken, not tried this time',
      'unknown',
      of('unknown'),
      (change) => html` <small>broken ${since(change)}</small>`,
    ),
  ].flatMap((one) => one ?? []);
  const isFirst = run.totals.fail === 0;
  return section(
    'changes',
    isFirst ? 'What changed' : 'What else changed',
    html`Compared with the run of ${moment(previous.finishedAt)}.`,
    panels.length > 0
      ? html`<div class="changes">${panels}</div>`
      : html`<p>Nothing${!isFirst && ' else'} changed.</p>`,
  );
}

/** Deviations from the contract that the run before did not see. */
function newDrift({ drift = [], changes }: RunRecord): Html[] {
  return drift
    .filter((_, i) => changes?.drift?.[i]?.isNew)
    .map(
      ({ kind, operation, pointer }) =>
        html`<li><a href="#drift">${kind}</a> in ${operation} at <code>${pointer}</code></li>`,
    );
}

/** The first run that is kept. */
function first(): Html {
  const lead =
    'There is nothing to compare with: no earlier run at this depth is kept for this address. Runs are compared by the address of the target; MITP_HISTORY_DIR names the folder that keeps them.';
  return section('changes', 'What changed', lead, html``);
}

function panel(heading: string, kind: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined;
  return html`<div class="change ${kind}">
    <h3>${heading}</h3>
    <ul>
      ${items}
    </ul>
  </div>`;
}

function brief(clause: string): Html {
  return html`${clauseLink(clause)} ${prose(catalogued(clause)?.sentence ?? '')}`;
}
