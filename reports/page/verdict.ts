import { changesSentence, count, duration, headline } from '../words.ts';
import type { Grade, RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { moment, verdictMark } from './parts.ts';

const TITLES = { conforms: 'Conforms', broken: 'Broken', 'could not judge': 'Could not judge' } as const;

/** The top of the page: the verdict in words, the score, and what was judged when. */
export function verdict(run: RunRecord): Html {
  const { word, sentence } = headline(run);
  const { pass, warn, fail, notRun } = run.totals;
  const tried = pass + warn + fail;
  const score = tried === 0 ? undefined : Math.floor((pass / tried) * 100);
  const { target, requests } = run;
  const since = changesSentence(run);
  return html`<header class="verdict ${word.replaceAll(' ', '-')}">
    <p class="product">myITprocess API contract</p>
    <h1>${TITLES[word]}</h1>
    <p class="sentence">${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.</p>
    ${since && html`<p>${since}</p>`} ${scoreBar(run)}
    <ul class="score">
      ${part('fail', fail)} ${part('warn', warn)} ${part('pass', pass)} ${part('not-run', notRun)}
      ${score === undefined ? undefined : html`<li class="percent"><b>${score} %</b> of what was tried passes</li>`}
    </ul>
    <dl class="facts">
      <div>
        <dt>Target</dt>
        <dd>${target.embedded ? 'the embedded mock' : target.baseUrl}</dd>
      </div>
      <div>
        <dt>Finished</dt>
        <dd>${moment(run.finishedAt)}, after ${duration(run.startedAt, run.finishedAt)}</dd>
      </div>
      <div>
        <dt>Run</dt>
        <dd>${run.depth} depth, seed ${run.seed}${run.strict ? ', strict' : ''}</dd>
      </div>
      <div>
        <dt>Sent</dt>
        <dd>
          ${count(requests.sent, 'request')}: ${requests.served} served, ${requests.refused401} refused for the key,
          ${requests.limited429} for the
          limit${requests.unplanned429 > 0 ? ` (${requests.unplanned429} unplanned)` : ''}
        </dd>
      </div>
    </dl>
    ${
      run.errors.length + (run.agreementProblems ?? []).length === 0
        ? undefined
        : html`<div class="trouble">
            <h2>What went wrong with the run itself</h2>
            <ul>
              ${[...run.errors, ...(run.agreementProblems ?? [])].map((problem) => html`<li>${problem}</li>`)}
            </ul>
          </div>`
    }
  </header>`;
}

function part(grade: Grade, n: number): Html {
  return html`<li><b>${n}</b> ${verdictMark(grade)}</li>`;
}

/** The four totals as one bar; said in words beside it, so that it is decoration for a screen reader. */
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
