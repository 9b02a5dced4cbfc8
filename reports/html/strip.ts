import { gradeIn } from '../changes/changes.ts';
import type { HistoryEntry } from '../changes/history.ts';
import type { Grade } from '../run.ts';
import { html, type Html } from './html.ts';

/** Runs that a clause's strip shows. */
export const STRIP = 30;
const GRADES: readonly Grade[] = ['fail', 'warn', 'pass', 'not-run'];
/** Failures are the tallest, so that they are recognisable without colours, too. */
const TOPS: Readonly<Record<Grade, number>> = { fail: 0, warn: 4, pass: 9, 'not-run': 12 };

/** A clause's verdicts over the last runs, one tick each; undefined where there was only one run. */
export function strip(id: string, history: readonly HistoryEntry[]): Html | undefined {
  const recent = history.slice(-STRIP);
  if (recent.length < 2) return undefined;
  const grades = recent.map((entry) => gradeIn(entry, id));
  const paths = GRADES.map((grade) => {
    const ticks = grades.map((one, i) => (one === grade ? `M${i * 4} ${TOPS[grade]}h3V14h-3z` : '')).join('');
    return ticks === '' ? undefined : html`<path class="${grade}" d="${ticks}" />`;
  });
  const times = (grade: Grade) => grades.filter((one) => one === grade).length;
  const words = `of the last ${grades.length} runs ${times('fail')} failed, ${times('warn')} warned, ${times('pass')} passed`;
  return html`<svg
    class="strip"
    role="img"
    aria-label="${words}"
    viewBox="0 0 ${recent.length * 4} 14"
    width="${recent.length * 4}"
    height="14"
  >
    <title>${words}</title>
    ${paths}
  </svg>`;
}
