import type { Change, ChangeKind } from '../changes.ts';
import type { RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { catalogued, clauseLink, moment, prose, section, verdictMark } from './parts.ts';

const KINDS: readonly (readonly [ChangeKind, string])[] = [
  ['new', 'Newly broken'],
  ['worse', 'Worse: warned before, fails now'],
  ['fixed', 'Fixed'],
  ['unknown', 'Was broken, not tried this time'],
  ['still', 'Still broken'],
];

/** What changed since the run before. */
export function changed(run: RunRecord): Html {
  const { previous, changes = [], flaky = [] } = run.changes ?? {};
  if (previous === undefined) {
    const first = html`<p>
      This is the first run of this target at this depth that is kept: there is nothing to compare with.
    </p>`;
    return section('changes', 'What changed', '', first);
  }
  const lists = KINDS.flatMap(([kind, heading]) => {
    const some = changes.filter((change) => change.kind === kind);
    return some.length === 0
      ? []
      : [
          html`<div class="change ${kind}">
            <h3>${heading}</h3>
            <ul>
              ${some.map((change) => line(change, run))}
            </ul>
          </div>`,
        ];
  });
  if (flaky.length > 0) {
    const items = flaky.map(
      ({ clause, flips, runs }) =>
        html`<li>
          ${clauseLink(clause)} changed its verdict ${flips} times in ${runs} runs, with the same target and contract
        </li>`,
    );
    lists.push(
      html`<div class="change flaky">
        <h3>Flaky</h3>
        <ul>
          ${items}
        </ul>
      </div>`,
    );
  }
  const content = html`<p class="lead">Compared with the run of ${moment(previous.finishedAt)}.</p>
    ${lists.length > 0 ? html`<div class="changes">${lists}</div>` : html`<p>Nothing changed.</p>`}`;
  return section('changes', 'What changed', '', content);
}

function line({ clause, kind, verdict, since, orLonger }: Change, run: RunRecord): Html {
  const sentence = catalogued(clause)?.sentence ?? '';
  const when =
    kind === 'still' || kind === 'unknown'
      ? html` <small>broken since ${moment(since)}${orLonger && ' or longer'}</small>`
      : undefined;
  const found = run.clauses.find(({ id }) => id === clause)?.findings[0];
  const got =
    found && (kind === 'new' || kind === 'worse')
      ? html`<small><b>${found.operation}</b>: want ${found.want}, got ${found.got}</small>`
      : undefined;
  return html`<li>
    ${kind === 'fixed' || kind === 'unknown' ? undefined : verdictMark(verdict)} ${clauseLink(clause)}
    ${prose(sentence)}${when}${got}
  </li>`;
}
