import { comparable } from '../changes/changes.ts';
import { historyEntry, type HistoryEntry } from '../changes/history.ts';
import { headline } from '../words.ts';
import type { RunRecord } from '../run.ts';
import { broken, known, warned } from './broken.ts';
import { changed } from './changed.ts';
import { clauseTable } from './clause-table.ts';
import { facts } from './facts.ts';
import { coverage, drift } from './coverage.ts';
import { document } from './document.ts';
import { html, type Html } from './html.ts';
import { knowledge } from './knowledge.ts';
import { limiter, rejection } from './limiter.ts';
import { fields } from './fields.ts';
import { trend } from './trend.ts';
import { skipped } from './skipped.ts';
import { verdict } from './verdict.ts';

/** `report.html`: the run for people, in one self-contained file (see document.ts). */
export function page(run: RunRecord, history: readonly HistoryEntry[]): string {
  const past = history.filter((entry) => comparable(entry, historyEntry(run)));
  const sections = [
    broken(run, past),
    changed(run),
    warned(run, past),
    known(run),
    drift(run),
    skipped(run),
    trend(run, past),
    knowledge(run, history),
    fields(run),
    limiter(run),
    rejection(run),
    coverage(run),
    clauseTable(run, past),
    facts(run),
  ];
  const body = html`<a class="skip" href="#main">Skip to the report</a>
    ${verdict(run, past)}
    <div class="columns">
      ${contents(sections, run)}
      <main id="main">${sections}</main>
    </div>
    <footer>
      <p>
        Made by myitprocess-contract. The same in other forms beside this file: run.json, summary.md, junit.xml,
        ctrf.json, results.sarif.
      </p>
    </footer>`;
  return document(`myITprocess contract: ${headline(run).word}`, body);
}

/** Links to the sections of this run, with a count for those about problems. */
function contents(sections: readonly Html[], run: RunRecord): Html {
  const { fail, warn, notRun } = run.totals;
  const counts: Readonly<Record<string, number>> = { broken: fail, warnings: warn, 'skipped-clauses': notRun };
  const headings = sections.flatMap(({ text }) => {
    const [, id = '', heading = ''] = /<h2 id="([\w-]+)-h">([^<]+)</.exec(text) ?? [];
    const n = counts[id];
    return id === '' ? [] : [html`<li><a href="#${id}">${heading}${n !== undefined && html` <b>${n}</b>`}</a></li>`];
  });
  return html`<nav aria-label="Sections">
    <ul>
      ${headings}
    </ul>
  </nav>`;
}
