import type { HistoryCost } from './history-growth.ts';
import { STYLE } from './plot.ts';
import type { RowsCost } from './rows-growth.ts';

const [WIDTH, HEIGHT, LEFT, BASE, TOP] = [410, 260, 56, 220, 34];

interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** One chart with both axes logarithmic: a straight line of slope one is cost in proportion. */
function chart(title: string, unit: string, curves: readonly Curve[], offset: number): string {
  const all = curves.flatMap(({ points }) => points);
  const exponent = (value: number) => Math.log10(Math.max(value, 0.1));
  const bounds = (values: readonly number[]) =>
    [Math.floor(Math.min(...values.map(exponent))), Math.ceil(Math.max(...values.map(exponent)))] as const;
  const [lowX, highX] = bounds(all.map(([x]) => x));
  const [lowY, highY] = bounds(all.map(([, y]) => y));
  const x = (value: number) => LEFT + ((exponent(value) - lowX) / Math.max(1, highX - lowX)) * (WIDTH - LEFT - 24);
  const y = (value: number) => BASE - ((exponent(value) - lowY) / Math.max(1, highY - lowY)) * (BASE - TOP - 30);
  const ticks = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
  const label = (value: number) => (value >= 1000 ? `${value / 1000}k` : String(value)).replace('1000k', '1M');
  return `<g transform="translate(${offset} 0)">
<text class="head" x="0" y="16">${title}</text>
${curves.map(({ name, colour }, at) => `<text class="note" x="${LEFT + at * 92}" y="${TOP}" style="fill:${colour}">${name}</text>`).join('\n')}
<path class="axis" d="M${LEFT} ${TOP + 12}V${BASE}H${WIDTH - 16}"/>
${ticks(lowX, highX)
  .map(
    (tick) =>
      `<text class="note" text-anchor="middle" x="${x(tick).toFixed(1)}" y="${BASE + 16}">${label(tick)}</text>`,
  )
  .join('\n')}
${ticks(lowY, highY)
  .map(
    (tick) =>
      `<text class="note" text-anchor="end" x="${LEFT - 6}" y="${(y(tick) + 4).toFixed(1)}">${label(tick)}</text>`,
  )
  .join('\n')}
<text class="note" x="0" y="${BASE + 34}">${unit}</text>
${curves
  .map(
    ({ colour, points }) =>
      `<polyline class="line" style="stroke:${colour}" points="${points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
  )
  .join('\n')}
</g>`;
}

const COLOURS = ['#0969da', '#bc4c00', '#1a7f37', '#8250df'] as const;

/** How cost grows with rows and with runs. */
export function growthPlot(rows: readonly RowsCost[], runs: readonly HistoryCost[]): string {
  const rowCurve = (name: string, at: number, of: (cost: RowsCost) => number): Curve => ({
    name,
    colour: COLOURS[at % COLOURS.length] ?? 'currentColor',
    points: rows.map((cost) => [cost.rows, of(cost)] as const),
  });
  const runCurve = (name: string, at: number, of: (cost: HistoryCost) => number): Curve => ({
    name,
    colour: COLOURS[at % COLOURS.length] ?? 'currentColor',
    points: runs.map((cost) => [cost.runs, of(cost)] as const),
  });
  const title = 'How cost grows with the rows of a list and with the history of runs';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2 + 20} ${HEIGHT}" role="img" aria-label="${title}">
<title>${title}</title>
${STYLE}
${chart(
  'Rows in a list',
  'milliseconds for an answer, by rows',
  [
    rowCurve('filter', 0, ({ filterMs }) => filterMs),
    rowCurve('contains', 1, ({ containsMs }) => containsMs),
    rowCurve('sort', 2, ({ sortMs }) => sortMs),
    rowCurve('both', 3, ({ bothMs }) => bothMs),
  ],
  0,
)}
${chart(
  'Runs in the history',
  'milliseconds, by runs',
  [
    runCurve('reading', 0, ({ readMs }) => readMs),
    runCurve('adding', 1, ({ addMs }) => addMs),
    runCurve('reports', 2, ({ reportMs }) => reportMs),
  ],
  WIDTH + 20,
)}
</svg>
`;
}
