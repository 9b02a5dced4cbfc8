import type { HistoryEntry } from '../changes/history.ts';
import type { ClauseRecord, Grade, RunRecord } from '../run.ts';
import { isOpen } from '../causes/causes.ts';
import { count } from '../words.ts';
import { html, type Html } from './html.ts';
import { catalogued, clauseLink, levelMark, prose, section, verdictMark } from './parts.ts';
import { strip, STRIP } from './strip.ts';

const GRADES: readonly Grade[] = ['fail', 'warn', 'pass', 'not-run'];

/** Every clause in one table that can be searched and filtered. */
export function clauseTable(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const recent = history.slice(-STRIP);
  return section(
    'clauses',
    'Every clause',
    '',
    html`<div class="filters" hidden>
        <label
          >Search <input type="search" id="search" placeholder="PAG-02, sorting, listUsers …" autocomplete="off"
        /></label>
        <fieldset>
          <legend>Show</legend>
          ${GRADES.map(
            (grade) =>
              html`<label
                ><input type="checkbox" name="grade" value="${grade}" checked /> ${verdictMark(grade)}</label
              >`,
          )}
        </fieldset>
        <output id="shown" aria-live="polite"></output>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table of every clause">
        <table class="clauses">
          <thead>
            <tr>
              <th scope="col">Clause</th>
              <th scope="col">Verdict</th>
              <th scope="col">What a server keeps</th>
              <th scope="col" class="number">Tried</th>
              ${recent.length > 1 ? html`<th scope="col">Last ${recent.length} runs</th>` : undefined}
            </tr>
          </thead>
          <tbody>
            ${run.clauses.map((clause) => row(clause, recent))}
          </tbody>
        </table>
      </div>`,
  );
}

function row(clause: ClauseRecord, recent: readonly HistoryEntry[]): Html {
  const { id, level, verdict, reason, checked, notes, findings } = clause;
  const shownAbove = isOpen(clause);
  const found = findings.map(({ operation, want, got }) => `${operation} ${want} ${got}`).join(' ');
  return html`<tr
    data-grade="${verdict}"
    data-more="${found.slice(0, 300)}"
    ${shownAbove ? undefined : html`id="${id}"`}
  >
    <th scope="row">${clauseLink(id)} ${levelMark(level)}</th>
    <td>${verdictMark(verdict)}</td>
    <td>
      ${prose(catalogued(id)?.sentence ?? '')}
      ${verdict === 'not-run' ? html`<p class="note">Not tried: ${reason ?? 'no reason given'}</p>` : undefined}
      ${
        notes.length > 0 &&
        html`<details class="notes">
          <summary>${count(notes.length, 'note')}</summary>
          ${notes.map((note) => html`<p class="note">${note}</p>`)}
        </details>`
      }
    </td>
    <td class="number">${checked}</td>
    ${recent.length > 1 ? html`<td>${strip(id, recent)}</td>` : undefined}
  </tr>`;
}
