import { clauses, type Clause, type Level } from '../../spec/clauses.ts';
import type { Change } from '../changes/changes.ts';
import type { Grade } from '../run.ts';
import { count, day } from '../words.ts';
import { html, type Html } from './html.ts';

/** Sign and word of a verdict: many readers cannot see its colour, and paper has none. */
const SIGNS: Readonly<Record<Grade, readonly [sign: string, word: string]>> = {
  pass: ['✓', 'pass'],
  warn: ['!', 'warn'],
  fail: ['✕', 'fail'],
  'not-run': ['–', 'not run'],
};

const LEVELS: Readonly<Record<Level, readonly [word: string, title: string]>> = {
  D: ['documented', 'The vendor documents it: breaking it fails'],
  O: ['observed', 'Observed in public use: breaking it fails'],
  A: ['assumed', 'Assumed: breaking it warns, and fails in a strict run'],
};

/** A verdict as a small coloured mark with its word. */
export function verdictMark(grade: Grade): Html {
  const [sign, word] = SIGNS[grade];
  return html`<span class="mark ${grade}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** How certain a clause is, as a small mark. */
export function levelMark(level: Level): Html {
  const [word, title] = LEVELS[level];
  return html`<span class="level" title="${title}">${word}</span>`;
}

/** A link to a clause on this page. */
export function clauseLink(id: string): Html {
  return html`<a class="id" href="#${id}">${id}</a>`;
}

/** The clause of the catalogue with this id, if it still has one. */
export function catalogued(id: string): Clause | undefined {
  return clauses().find((clause) => clause.id === id);
}

/** A sentence with its `code` shown as code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

/** A moment: `23 Nov 2026, 02:04 UTC`. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}">${momentText(iso)}</time>`;
}

/** A moment as text. */
export function momentText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${day(iso)}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** Since when a clause has its verdict: `since 12 Nov 2026, 02:04 UTC or longer, 12 runs`. */
export function since({ since: at, orLonger, runs }: Pick<Change, 'since' | 'orLonger' | 'runs'>): Html {
  return html`since ${moment(at)}${orLonger && ' or longer'}${runs !== undefined && `, ${count(runs, 'run')}`}`;
}

/** A text may be long: a server may send a whole page of HTML. */
export function clip(text: string, longest = 600): string {
  return text.length > longest ? `${text.slice(0, longest)} ... (cut here)` : text;
}

/** A section of the page with its heading; nothing where there is nothing to say. */
export function section(id: string, heading: string, lead: string | Html, content: Html | undefined): Html {
  if (content === undefined) return html``;
  return html`<section id="${id}" aria-labelledby="${id}-h">
    <h2 id="${id}-h">${heading}</h2>
    ${lead === '' ? undefined : html`<p class="lead">${lead}</p>`} ${content}
  </section>`;
}

/** A shell command with a button that copies it. */
export function command(text: string): Html {
  return html`<div class="command">
    <pre tabindex="0">${text}</pre>
    <button type="button" class="copy" hidden>Copy</button>
  </div>`;
}
