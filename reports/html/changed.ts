import type { Change } from '../changes/changes.ts';
import type { HistoryEntry } from '../changes/history.ts';
import type { ClauseRecord, RunRecord } from '../run.ts';
import { count } from '../words.ts';
import { html, type Html } from './html.ts';
import { catalogued, clauseLink, clip, command, moment, prose, section, since, verdictMark } from './parts.ts';
import { strip } from './strip.ts';

/** Clauses of a list that are shown with what was got and how to repeat it; the others are a click away. */
const MOST_TOLD = 6;

/** What broke, since when, and how to see it; then what else changed since the run before. */
export function changed(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const { previous, changes = [], flaky = [] } = run.changes ?? {};
  if (previous === undefined) return first(run, history);
  const of = (kinds: readonly Change['kind'][], verdict?: Change['verdict']) =>
    changes.filter((one) => kinds.includes(one.kind) && (verdict ?? one.verdict) === one.verdict);
  const told = (heading: string, kind: string, some: readonly Change[]) =>
    panel(
      heading,
      kind,
      some.map((change, i) => broken(change, run, history, i < MOST_TOLD)),
    );
  const named = (heading: string, kind: string, some: readonly Change[], more: (change: Change) => Html | undefined) =>
    panel(
      heading,
      kind,
      some.map((change) => html`<li>${brief(change.clause)}${more(change)}</li>`),
    );
  const panels = [
    told('Newly broken', 'new', of(['new'], 'fail')),
    told('Worse: warned before, fails now', 'worse', of(['worse'])),
    told('Still broken', 'still', of(['still'], 'fail')),
    named('Fixed', 'fixed', of(['fixed']), () => undefined),
    panel(
      'Flaky: to and fro, with the same target and contract',
      'flaky',
      flaky.map(
        ({ clause, flips, runs }) =>
          html`<li>${brief(clause)} <small>changed its verdict ${times(flips)} in ${count(runs, 'run')}</small></li>`,
      ),
    ),
    named('Newly warned', 'warned', of(['new'], 'warn'), () => undefined),
    named(
      'Was broken, not tried this time',
      'unknown',
      of(['unknown']),
      (change) => html` <small>broken ${since(change)}</small>`,
    ),
    named('Still warned', 'warned', of(['still'], 'warn'), (change) => html` <small>${since(change)}</small>`),
  ].flatMap((one) => one ?? []);
  return section(
    'changes',
    'What changed',
    html`Compared with the run of ${moment(previous.finishedAt)}.`,
    panels.length > 0 ? html`<div class="changes">${panels}</div>` : html`<p>Nothing changed.</p>`,
  );
}

/** The first run that is kept: what is broken, without a since. */
function first(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const failed = run.clauses.filter(({ verdict }) => verdict === 'fail');
  const list = panel(
    'Broken',
    'new',
    failed.map(({ id }, i) => broken({ clause: id }, run, history, i < MOST_TOLD)),
  );
  const lead = 'This is the first run of this target at this depth that is kept: there is nothing to compare with.';
  return section('changes', 'What changed', lead, html`${list && html`<div class="changes">${list}</div>`}`);
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

/** A clause that does not hold: what it says, since when it is broken, what was got, and how to see it. */
function broken(
  change: Pick<Change, 'clause'> & Partial<Change>,
  run: RunRecord,
  history: readonly HistoryEntry[],
  whole: boolean,
): Html {
  const { clause, kind } = change;
  const record = run.clauses.find(({ id }) => id === clause);
  const when = kind === 'still' ? since(change as Change) : kind === undefined ? undefined : html`new in this run`;
  return html`<li class="told">
    <p>
      ${verdictMark('fail')} ${clauseLink(clause)} <b>${prose(catalogued(clause)?.sentence ?? '')}</b>
      ${when && html`<span class="since ${kind ?? ''}">${when}</span>`} ${strip(clause, history)}
    </p>
    ${whole && record && found(record)}
  </li>`;
}

/** The first finding of a clause, and the command that shows it. */
function found({ id, findings }: ClauseRecord): Html | undefined {
  const [one] = findings;
  if (one === undefined) return undefined;
  const { operation, want, got, reproduce } = one;
  const more = findings.length > 1 ? html` <a href="#${id}">and ${findings.length - 1} more</a>` : undefined;
  return html`<p class="found"><b>${operation}</b>: want ${clip(want, 300)}, got ${clip(got, 300)}${more}</p>
    ${reproduce ? command(clip(reproduce, 2_000)) : html`<p class="found"><a href="#${id}">How it was seen</a></p>`}`;
}

function brief(clause: string): Html {
  return html`${clauseLink(clause)} ${prose(catalogued(clause)?.sentence ?? '')}`;
}

function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`;
}
