import type { DrillFinding, DrillRecord, DrillRule, DrillScenario } from '../../spec/drill-record.ts';
import { clientRules } from '../../spec/client-rules.ts';
import { document } from '../html/document.ts';
import { html, type Html } from '../html/html.ts';
import { moment, prose, section, verdictMark } from '../html/parts.ts';
import { safe } from '../safe.ts';
import { count, duration } from '../words.ts';
import { commandText, requestsOf } from './as-run.ts';
import { drillHeadline } from './words.ts';

const CLASSES = { 'good client': 'conforms', broken: 'broken', inconclusive: 'could-not-judge' } as const;

function finding({ scenario, want, got, request, also = [], known }: DrillFinding): Html {
  return html`<li>
    <p class="operation">
      ${scenario}${also.length > 0 && html` <span class="at">and ${also.join(', ')}</span>`}
      ${request !== undefined && html` <span class="at">at <code>${safe(request)}</code></span>`}
    </p>
    <dl class="wantgot">
      <dt>expected</dt>
      <dd>${safe(want, 600)}</dd>
      <dt>actual</dt>
      <dd class="got">${safe(got, 600)}</dd>
    </dl>
    ${known && html`<p class="known">Agreed to until ${known.until}: ${known.reason}</p>`}
  </li>`;
}

function card({ id, level, verdict, findings, checked, reason }: DrillRule): Html {
  const rule = clientRules().find((one) => one.id === id);
  return html`<details class="card ${verdict}" id="${id}" ${verdict === 'fail' ? 'open' : ''}>
    <summary>
      <span class="badges"
        >${verdictMark(verdict)} <span class="id">${id}</span> <span class="level">${level}</span></span
      >
      <span class="says">${prose(rule?.sentence ?? '')}</span>
    </summary>
    <p class="matters"><b>Why it matters.</b> ${rule?.matters ?? ''}</p>
    ${
      findings.length > 0 &&
      html`<ol class="findings">
        ${findings.map(finding)}
      </ol>`
    }
    <p class="note">${reason === undefined ? `${checked} judged.` : safe(reason, 400)}</p>
  </details>`;
}

function scenarioRow({ id, sentence, expects, verdict, reason, exitCode, seconds, requests }: DrillScenario): Html {
  return html`<tr>
    <td>${verdictMark(verdict)}</td>
    <td><b>${id}</b><br />${sentence}${reason !== undefined && html`<br /><em>${safe(reason, 300)}</em>`}</td>
    <td>${expects}</td>
    <td class="number">${exitCode ?? '–'}</td>
    <td class="number">${seconds.toFixed(1)} s</td>
    <td class="number">${requests}</td>
  </tr>`;
}

function scenarios({ scenarios: all }: DrillRecord): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the scenarios">
    <table class="scenarios">
      <thead>
        <tr>
          <th scope="col">verdict</th>
          <th scope="col">scenario</th>
          <th scope="col">expects</th>
          <th scope="col" class="number">status</th>
          <th scope="col" class="number">time</th>
          <th scope="col" class="number">requests</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(scenarioRow)}
      </tbody>
    </table>
  </div>`;
}

/** `report.html` of a drill for people, in one self-contained file. */
export function drillPage(record: DrillRecord): string {
  const { word, sentence } = drillHeadline(record);
  const by = (...verdicts: readonly string[]) => {
    const rules = record.rules.filter(({ verdict }) => verdicts.includes(verdict));
    return rules.length === 0 ? undefined : html`${rules.map(card)}`;
  };
  const notes = [...record.errors, ...(record.suppressionProblems ?? []), ...record.notes];
  const body = html`<header class="verdict ${CLASSES[word]}">
      <p class="product">myITprocess client, drilled: <b>${commandText(record)}</b></p>
      <div class="headline"><h1>${word.charAt(0).toUpperCase() + word.slice(1)}</h1></div>
      <p class="sentence">${sentence}.</p>
      <p class="brief">
        ${moment(record.finishedAt)}, after ${duration(record.startedAt, record.finishedAt)} and
        ${count(requestsOf(record), 'request')}${record.strict && ', strict'}.
      </p>
    </header>
    <main>
      ${section('broken', 'Broken', '', by('fail'))} ${section('warnings', 'Warnings', '', by('warn'))}
      ${section('scenarios', 'Scenarios', 'Each against a mock of its own.', scenarios(record))}
      ${section('kept', 'Rules that the client keeps', '', by('pass'))}
      ${section('skipped', 'Not run', 'Nothing showed whether the client keeps these.', by('not-run'))}
      ${section(
        'notes',
        'Notes',
        '',
        notes.length === 0
          ? undefined
          : html`<ul>
              ${notes.map((note) => html`<li>${safe(note, 600)}</li>`)}
            </ul>`,
      )}
    </main>
    <footer>
      <p>
        Made by myitprocess-contract. The same in other forms beside this file: drill.json, summary.md, junit.xml,
        ctrf.json.
      </p>
    </footer>`;
  return document(`myITprocess client: ${word}`, body);
}
