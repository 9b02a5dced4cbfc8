import { WHOSE } from '../causes/cause.ts';
import { obstacleOf } from '../causes/obstacles.ts';
import { toldCauses, type Told } from '../causes/told.ts';
import type { HistoryEntry } from '../changes/history.ts';
import { exitCode } from '../exit-code.ts';
import type { RunRecord } from '../run.ts';
import { changesByKind, count } from '../words.ts';
import { html, type Html } from './html.ts';
import { moment, prose, since } from './parts.ts';

/** Further causes that the top of the page names. */
const MOST_NAMED = 3;

/** What broke (or changed), since when, whose move it is and the next step: the first screen of the page. */
export function firstScreen(run: RunRecord, history: readonly HistoryEntry[]): Html {
  switch (exitCode(run)) {
    case 0:
      return rows(...conforming(run, history));
    case 1:
      return run.totals.fail > 0 ? broken(run) : rows(...outdated(run));
    case 2:
      return rows(...inconclusive(run, history));
  }
}

type Row = readonly [heading: string, text: Html | string];

function rows(...all: readonly Row[]): Html {
  return html`<dl class="answers">
    ${all.map(
      ([heading, text]) =>
        html`<div>
          <dt>${heading}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`;
}

function broken(run: RunRecord): Html {
  const failing = toldCauses(run).filter(({ fails }) => fails);
  const [first, ...others] = failing;
  if (first === undefined) return html``;
  return html`${rows(
    ['What broke', html`<a href="#cause-1"><b>${prose(first.headline)}</b></a>`],
    ['When', sinceWords(first)],
    ['Whose move', WHOSE[first.whose]],
    ['What next', prose(first.next)],
  )}
  ${
    others.length > 0 &&
    html`<p class="others">
      And ${count(others.length, 'more cause')}:
      ${others
        .slice(0, MOST_NAMED)
        .map(
          (cause, i) =>
            html`${i > 0 && '; '}<a href="#cause-${i + 2}">${prose(cause.headline)}</a> (${shortState(cause)})`,
        )}${others.length > MOST_NAMED && '; ...'}.
    </p>`
  }`;
}

/** Since when a cause exists, in words. */
export function sinceWords({ state, since: at, newClauses }: Told): Html {
  const more = newClauses.length > 0 && html`; new in this run: ${newClauses.join(', ')}`;
  switch (state) {
    case 'new':
      return html`<b class="fresh">new in this run</b>`;
    case 'worse':
      return html`<b class="fresh">worse in this run</b>: it warned before, and fails now`;
    case 'still':
      return at ? html`${since(at)}${more}` : html`the run before, at least`;
    case 'flaky':
      return html`comes and goes (flaky)`;
    case 'first':
      return html`not known: there is no run before to compare with`;
  }
}

const SHORT = { new: 'new', worse: 'worse', flaky: 'flaky', first: 'no run before' } as const;

const shortState = ({ state, since: at }: Told): Html =>
  state === 'still' ? html`since ${at ? moment(at.since) : 'before'}` : html`${SHORT[state]}`;

function conforming(run: RunRecord, history: readonly HistoryEntry[]): Row[] {
  const changes = changesByKind(run).filter(({ kind }) => kind !== 'still' && kind !== 'known');
  const said = changes.map(({ word, ids }) => `${ids.length} ${word} (${ids.slice(0, MOST_NAMED).join(', ')})`);
  return [
    [
      'What changed',
      run.changes?.previous === undefined ? 'this is the first run that is kept' : said.join(', ') || 'nothing',
    ],
    ['When', html`it conforms ${streak(run, history, 0)}`],
    ['Whose move', "nobody's"],
    [
      'What next',
      run.totals.warn > 0 ? html`nothing; the <a href="#warnings">warnings</a> are worth a look` : 'nothing',
    ],
  ];
}

function outdated({ agreementProblems = [] }: RunRecord): Row[] {
  return [
    ['What broke', html`<b>${agreementProblems[0] ?? ''}</b>`],
    ['When', 'this run: a known finding is past its date, or gone'],
    ['Whose move', 'the people who keep known-findings.yaml'],
    ['What next', 'Remove the entry, or agree to a new date.'],
  ];
}

function inconclusive(run: RunRecord, history: readonly HistoryEntry[]): Row[] {
  const why = run.errors[0] ?? run.clauses.find(({ verdict }) => verdict === 'not-run')?.reason ?? 'nothing was tried';
  const { whose, next } = obstacleOf(why);
  return [
    ['What happened', 'The target could not be judged.'],
    ['When', html`inconclusive ${streak(run, history, 2)}`],
    ['Whose move', WHOSE[whose]],
    ['What next', next],
  ];
}

/** `since 12 Nov 2026, 12 runs`: the runs at the end of the history that ended alike. */
function streak(run: RunRecord, history: readonly HistoryEntry[], code: 0 | 2): Html {
  const kept = history.filter(({ finishedAt, id }) => id === run.id || finishedAt <= run.finishedAt);
  const other = kept.findLastIndex(({ exitCode: one }) => one !== code);
  const [first] = kept.slice(other + 1);
  if (first === undefined || first.id === run.id)
    return other < 0 ? html`in this run; there is none before to compare with` : html`since this run`;
  return since({
    since: first.finishedAt,
    runs: kept.length - other - 1,
    ...(other < 0 ? { orLonger: true as const } : {}),
  });
}
