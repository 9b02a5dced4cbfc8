import type { Source } from '../../spec/clauses.ts';
import type { HistoryEntry } from '../changes/history.ts';
import type { ClauseRecord, ExchangeRecord, Finding, RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { WHOSE } from '../causes/cause.ts';
import { toldCauses, type Told } from '../causes/told.ts';
import { knownLines } from '../causes/words.ts';
import { count, day } from '../words.ts';
import { sinceWords } from './first-screen.ts';
import { again, callOf } from '../again.ts';
import { catalogued, clauseLink, clip, command, levelMark, prose, section, since, verdictMark } from './parts.ts';
import { strip } from './strip.ts';

/** How much the page shows of each broken clause; run.json has all. */
interface Room {
  findings: number;
  /** Findings that are shown with their exchange. */
  exchanges: number;
  /** Characters of a body. */
  body: number;
}

/** Divides the space of the page: the more is broken, the less of each, so that the page stays small enough to be sent. */
function roomFor(run: RunRecord): Room {
  const broken = Math.max(1, run.totals.fail + run.totals.warn);
  const exchanges = clamp(60 / broken, 1, 5);
  return { findings: clamp(600 / broken, 3, 20), exchanges, body: clamp(60_000 / (broken * exchanges), 500, 3_000) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.floor(value)));
}

/** Causes whose first clause is open at once. */
const MOST_OPEN = 3;

/** What broke, by its likely cause: the headline, since when and whose move, then the clauses, each once. */
export function broken(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const causes = toldCauses(run).filter(({ fails }) => fails);
  return section(
    'broken',
    'What broke',
    '',
    causes.length === 0
      ? undefined
      : html`${causes.map((cause, i) => causeHtml(cause, i + 1, run, history, i < MOST_OPEN))} ${howTo(run)}`,
  );
}

/** Warnings, closed at first. */
export function warned(run: RunRecord, history: readonly HistoryEntry[]): Html {
  const all = toldCauses(run);
  const causes = all.filter(({ fails }) => !fails);
  const start = all.length - causes.length + 1;
  return section(
    'warnings',
    'Warnings',
    'Assumed, not promised by the vendor: worth a look, no reason to stop.',
    causes.length === 0
      ? undefined
      : html`${causes.map((cause, i) => causeHtml(cause, start + i, run, history, false))}`,
  );
}

/** One cause with its clauses. */
function causeHtml(cause: Told, n: number, run: RunRecord, history: readonly HistoryEntry[], open: boolean): Html {
  const { headline, whose, next, clauses: ids, state, fails } = cause;
  const records = ids.flatMap((id) => run.clauses.filter((clause) => clause.id === id));
  return html`<article class="cause ${fails ? 'fail' : 'warn'} ${state}" id="cause-${n}">
    <h3>${prose(headline)}</h3>
    <p class="move">
      <span class="since ${state}">${sinceWords(cause)}</span>
      <b>Whose move:</b> ${WHOSE[whose]}. <b>Next:</b> ${prose(next)}
    </p>
    ${records.map((clause, i) => card(clause, run, history, open && i === 0))}
  </article>`;
}

/** Known findings (known-findings.yaml), a line each. */
export function known(run: RunRecord): Html {
  const lines = knownLines(run).map(
    ({ id, operations, reason, until }) =>
      html`<li>
        ${clauseLink(id)} ${operations.join(', ')}: ${reason}
        <span class="since">until <time datetime="${until}">${day(until)}</time></span>
      </li>`,
  );
  return section(
    'known',
    'Known findings',
    '',
    lines.length === 0
      ? undefined
      : html`<details class="how">
          <summary>${count(lines.length, 'finding')} agreed to in known-findings.yaml</summary>
          <ul class="lines">
            ${lines}
          </ul>
        </details>`,
  );
}

/** How a reader can reproduce the findings. */
function howTo(run: RunRecord): Html {
  const { embedded } = run.target;
  return html`<details class="how">
    <summary>Reproduce</summary>
    ${
      embedded
        ? html`<p>
            This run judged the mock that comes with the suite. Start one with
            <code>${callOf(run)} mock</code>, put the key that it prints into <code>MITP_API_KEY</code>, and run a
            finding's command.
          </p>`
        : html`<p>
            Put an active key of the provider under test into the environment variable
            <code>MITP_API_KEY</code> (portal: My Account, Account Settings, API Keys), and run a finding's command. A
            command with another key names its variable, such as <code>MITP_FOREIGN_API_KEY</code>.
          </p>`
    }
    <p>
      Some commands take <code>KEY_MADE_IN_PORTAL</code>: make a key in the portal, do with it what the finding says,
      and put its value there.
    </p>
    <p>The whole run again, with the same choices:</p>
    ${command(again(run))}
  </details>`;
}

function card(clause: ClauseRecord, run: RunRecord, history: readonly HistoryEntry[], open: boolean): Html {
  const { id, level, verdict, findings, notes, checked } = clause;
  const entry = catalogued(id);
  const change = run.changes?.changes.find((one) => one.clause === id);
  const flaky = run.changes?.flaky.find((one) => one.clause === id);
  const when =
    change?.kind === 'still' ? since(change) : change && html`${change.kind === 'worse' ? 'worse' : 'new'} in this run`;
  const room = roomFor(run);
  const more = findings.length - room.findings;
  return html`<details class="card ${verdict}" id="${id}" ${open ? 'open' : ''}>
    <summary>
      <span class="badges"
        >${verdictMark(verdict)} <span class="id">${id}</span> ${levelMark(level)}
        ${when && html`<span class="since ${change?.kind ?? ''}">${when}</span>`}
        ${flaky && html`<span class="since flaky">flaky</span>`} ${strip(id, history)}</span
      >
      <span class="says">${prose(entry?.sentence ?? '')}</span>
    </summary>
    ${entry && html`<p class="matters"><b>Why it matters.</b> ${entry.matters}</p>`} ${entry && evidence(entry.source)}
    <ol class="findings">
      ${findings
        .slice(0, room.findings)
        .map(
          (finding, i) =>
            html`<li>${findingHtml(finding, i < room.exchanges ? shownOf(finding, run, room) : undefined)}</li>`,
        )}
    </ol>
    ${more > 0 ? html`<p>... and ${more} more in run.json.</p>` : undefined}
    ${notes.map((note) => html`<p class="note">${note}</p>`)}
    <p class="note">
      ${notes.some((note) => note.includes(' cases tried ')) ? undefined : `${checked} tried. `}<a href="#${id}"
        >Link to this clause</a
      >
    </p>
  </details>`;
}

/** The source of a clause: the vendor's own wording, or other evidence. */
function evidence(source: Source): Html {
  return 'quote' in source
    ? html`<blockquote>
        <p>${source.quote}</p>
        <cite>The vendor, under “${source.section}”</cite>
      </blockquote>`
    : html`<p class="note">How it is known: ${source.text}</p>`;
}

function findingHtml(finding: Finding, shown: Html | undefined): Html {
  const { operation, want, got, pointer, reproduce, known } = finding;
  return html`<p class="operation">
      ${operation}${pointer ? html` <span class="at">at <code>${pointer}</code></span>` : undefined}
    </p>
    <dl class="wantgot">
      <dt>expected</dt>
      <dd>${clip(want)}</dd>
      <dt>actual</dt>
      <dd class="got">${clip(got)}</dd>
    </dl>
    ${known && html`<p class="known">Agreed to until ${known.until}: ${known.reason}</p>`}
    ${reproduce && command(reproduce)} ${shown}`;
}

/** The row in question and the exchange that it was in. */
function shownOf({ exchange, excerpt }: Finding, run: RunRecord, room: Room): Html {
  const shown = exchange === undefined ? undefined : run.exchanges?.[exchange];
  const row = excerpt && clip(excerpt, room.body);
  return html`${
    row &&
    html`<p class="note">The row in question:</p>
      <pre tabindex="0" class="excerpt">${row}</pre>`
  }
  ${shown && exchangeHtml(shown, room.body)}`;
}

function exchangeHtml(exchange: ExchangeRecord, longest: number): Html {
  const { method, url, requestHeaders, status, error, headers, body, cut, took } = exchange;
  const lines = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
  const text = cut ? body : indented(body);
  const short = text.slice(0, longest);
  return html`<details class="exchange">
    <summary>
      The exchange: ${status === undefined ? (error ?? 'no response') : `status ${status}`} in ${Math.round(took)} ms
    </summary>
    <pre tabindex="0" aria-label="Request">
${method} ${url}
${clip(lines(requestHeaders), 1_500)}</pre>
    ${
      status === undefined
        ? undefined
        : html`<pre tabindex="0" aria-label="Response">
${status}
${clip(lines(headers), 1_500)}

${short}${cut || short.length < text.length ? '\n... (cut here)' : ''}</pre>`
    }
  </details>`;
}

/** JSON, indented; any other text as it came. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
