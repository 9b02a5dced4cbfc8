import { SCENARIOS, type ScenarioId } from './scenarios.ts';
import type { Result } from './results.ts';

const [WIDTH, LABELS, BAR, GAP, HEAD] = [860, 210, 16, 3, 34];

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Colours that hold on light and dark paper. */
const STYLE = `<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .head { font-weight: 600 } .note { font-size: 11px; fill: #59636e }
  .bar { fill: #8c959f } .ours { fill: #0969da }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .note { fill: #9198a1 } .ours { fill: #4493f8 } }
</style>`;

/** Throughput of every contestant in every scenario, as bars. */
export function throughputPlot(results: readonly Result[]): string {
  const scenarios = (Object.keys(SCENARIOS) as ScenarioId[]).filter((id) => results.some(({ loads }) => loads[id]));
  const parts: string[] = [];
  let y = 0;
  for (const scenario of scenarios) {
    const top = Math.max(...results.map(({ loads }) => loads[scenario]?.perSecond ?? 0));
    parts.push(`<text class="head" x="0" y="${y + 18}">${escaped(scenario)}</text>`);
    parts.push(`<text class="note" x="${LABELS}" y="${y + 18}">${escaped(SCENARIOS[scenario])}</text>`);
    y += HEAD - 6;
    for (const { id, title, loads } of results) {
      const value = loads[scenario]?.perSecond;
      if (value === undefined) continue;
      const width = Math.max(1, ((WIDTH - LABELS - 70) * value) / top);
      const middle = y + BAR - 4;
      parts.push(`<text x="0" y="${middle}">${escaped(title)}</text>`);
      parts.push(
        `<rect class="bar${id === 'mitp' ? ' ours' : ''}" x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
      );
      const label = Math.round(value).toLocaleString('en-US');
      parts.push(`<text x="${(LABELS + width + 6).toFixed(1)}" y="${middle}">${label}</text>`);
      y += BAR + GAP;
    }
    y += 14;
  }
  const title = 'Requests per second by contestant and scenario';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${title}">
<title>${title}</title>
${STYLE}
${parts.join('\n')}
</svg>
`;
}
