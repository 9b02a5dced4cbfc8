import { changesByKind, count, duration, headline } from '../words.ts';
import type { HistoryEntry } from '../changes/history.ts';
import type { Grade, RunRecord } from '../run.ts';
import { firstScreen } from './first-screen.ts';
import { html, type Html } from './html.ts';
import { moment, verdictMark } from './parts.ts';

const TITLES = { conforms: 'Conforms', broken: 'Broken', inconclusive: 'Inconclusive' } as const;

/** The top of the page: the verdict in words, the score, the target and the time. */
export function verdict(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const { word, sentence } = headline(run);
  const { pass, warn, fail, notRun } = run.totals;
  const { target } = run;
  const changes = changesByKind(run);
  const problems = [...run.errors, ...(run.agreementProblems ?? [])];
  // Where nothing could be judged, the sentence already is the first problem.
  const trouble = problems.filter((problem) => !problem.startsWith(sentence));
  return html`<header class="verdict ${word.replaceAll(' ', '-')}">
    <p class="product">
      myITprocess API contract, judged at <b>${target.embedded ? 'the embedded mock' : target.baseUrl}</b>
    </p>
    <div class="headline">
      <h1>${TITLES[word]}</h1>
      <p class="sentence">${capital(sentence)}.</p>
    </div>
    ${firstScreen(run, history)}
    ${
      changes.length > 0 &&
      html`<ul class="since-last" aria-label="Since the run before">
        ${changes.map(({ kind, word: what, ids }) => html`<li class="${kind}"><b>${ids.length}</b> ${what}</li>`)}
      </ul>`
    }
    ${scoreBar(run)}
    <ul class="score">
      ${part('fail', fail)} ${part('warn', warn)} ${part('pass', pass)} ${part('not-run', notRun)}
    </ul>
    <p class="brief">
      ${moment(run.finishedAt)}, after ${duration(run.startedAt, run.finishedAt)} and
      ${count(run.requests.sent, 'request')} at ${run.depth}
      depth${run.strict ? ', strict' : ''}${run.target.version && `, version ${run.target.version}`}.
      <a href="#run">About this run</a>
    </p>
    ${
      trouble.length > 0 &&
      html`<div class="trouble">
        <h2>What ${trouble.length < problems.length ? 'else ' : ''}went wrong with the run itself</h2>
        <ul>
          ${trouble.map((problem) => html`<li>${problem}</li>`)}
        </ul>
      </div>`
    }
  </header>`;
}

/** An address is not capitalised. */
function capital(sentence: string): string {
  return /^\w+:/.test(sentence) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function part(grade: Grade, n: number): Html {
  return html`<li><b>${n}</b> ${verdictMark(grade)}</li>`;
}

/** The four totals as one bar. The text beside it says the same, so screen readers skip the bar. */
function scoreBar({ totals }: RunRecord): Html {
  const { pass, warn, fail, notRun } = totals;
  const all = Math.max(1, pass + warn + fail + notRun);
  let x = 0;
  const bar = (grade: Grade, n: number) => {
    const start = x;
    const width = (n / all) * 1000;
    x += width;
    return html`<rect class="${grade}" x="${start.toFixed(1)}" width="${width.toFixed(1)}" height="10" />`;
  };
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${bar('fail', fail)}${bar('warn', warn)}${bar('pass', pass)}${bar('not-run', notRun)}
  </svg>`;
}
