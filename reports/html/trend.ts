import type { HistoryEntry } from '../changes/history.ts';
import type { RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { momentText, section } from './parts.ts';

/** Width for a wide screen, and for a narrow one; the page shows one of them. */
const WIDTHS = { wide: 1000, narrow: 330 } as const;
/** Most runs in a narrow chart: the last ones. */
const MOST_NARROW = 60;
const HEIGHT = 160;
/** Widest bar of a run, so that the first few runs do not fill the chart. */
const WIDEST = 40;
/** Height of the mark of a run that has no bar. */
const MARK = 4;
const WORDS = ['conforms', 'broken', 'inconclusive'] as const;

/** Failed and warned clauses of each kept run, as bars; a run in which nothing broke, or that was inconclusive, as a mark. */
export function trend(run: RunRecord, history: readonly HistoryEntry[]): Html {
  if (history.length < 2) return html``;
  const most = Math.max(4, ...history.map(({ totals }) => totals.fail + totals.warn));
  const first = history[0]?.finishedAt ?? '';
  const failing = history.filter(({ totals }) => totals.fail > 0).length;
  const words = `${history.length} runs since ${momentText(first)}: ${failing} with failures, at most ${most} clauses broken or warned.`;
  return section(
    'trend',
    'Trend',
    `Failed (red, below) and warned (amber, above) clauses of the ${history.length} runs that are kept of this target at ${run.depth} depth; green where nothing is broken, grey where it could not be judged.`,
    html`<figure class="chart">
      ${bars('wide', run, history, most, words)} ${bars('narrow', run, history.slice(-MOST_NARROW), most, words)}
    </figure>`,
  );
}

function bars(
  is: keyof typeof WIDTHS,
  run: RunRecord,
  history: readonly HistoryEntry[],
  most: number,
  words: string,
): Html {
  const width = WIDTHS[is];
  const step = Math.min(WIDEST, width / history.length);
  const [from, to] = [history[0]?.finishedAt ?? '', run.finishedAt].map((when) => momentText(when).split(',')[0]);
  const end = Math.max(step * history.length, width / 4, is === 'narrow' ? 200 : 0);
  return html`<svg class="${is}" role="img" aria-label="${words}" viewBox="-28 -6 ${width + 30} ${HEIGHT + 26}">
    <path class="grid" d="M0 0h${width}M0 ${HEIGHT / 2}h${width}M0 ${HEIGHT}h${width}" />
    <text x="-6" y="5" text-anchor="end">${most}</text>
    <text x="-6" y="${HEIGHT + 4}" text-anchor="end">0</text>
    ${history.map((entry, i) => bar(entry, i * step, Math.max(1, step * 0.8), HEIGHT / most))}
    <text x="0" y="${HEIGHT + 18}">${from}</text>
    ${from === to ? undefined : html`<text x="${end.toFixed(1)}" y="${HEIGHT + 18}" text-anchor="end">${to}</text>`}
  </svg>`;
}

function bar({ totals, finishedAt, exitCode }: HistoryEntry, x: number, width: number, unit: number): Html {
  const { fail, warn, pass, notRun } = totals;
  const [failed, warned] = [fail * unit, warn * unit];
  const at = (grade: string, y: number, height: number) =>
    height > 0
      ? html`<rect
          class="${grade}"
          x="${x.toFixed(1)}"
          y="${y.toFixed(1)}"
          width="${width.toFixed(1)}"
          height="${height.toFixed(1)}"
        />`
      : undefined;
  return html`<g>
    <title>
      ${momentText(finishedAt)}: ${WORDS[exitCode]}, ${fail} fail, ${warn} warn, ${pass} pass, ${notRun} not run
    </title>
    ${exitCode === 2 && at('not-run', HEIGHT - MARK, MARK)}
    ${exitCode === 0 && warn === 0 && at('pass', HEIGHT - MARK, MARK)} ${at('fail', HEIGHT - failed, failed)}
    ${at('warn', HEIGHT - failed - warned, warned)} ${at('hover', 0, HEIGHT)}
  </g>`;
}
