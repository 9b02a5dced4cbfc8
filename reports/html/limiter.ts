import type { LimiterRecord, RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { section } from './parts.ts';

type Timeline = LimiterRecord['timeline'];
type Kind = 'pass' | 'fail' | 'warn';

/** How a chart is drawn: for a wide screen, and for a narrow one; the page shows one of them. */
interface Drawn {
  readonly is: string;
  readonly width: number;
  /** Room for the names of the keys. */
  readonly left: number;
}
const WIDE: Drawn = { is: 'wide', width: 1000, left: 130 };
const NARROW: Drawn = { is: 'narrow', width: 340, left: 76 };
const LANE = 26;

/** What the burst showed of the limiter: each request as a tick in its key's lane, coloured by its response. */
export function limiter({ limiter: seen, target }: RunRecord): Html {
  if (!seen || seen.timeline.length === 0) return html``;
  const timeline = burst(seen.timeline, target.windowSeconds);
  const keys = new Set(timeline.map(({ key }) => key));
  const end = Math.max(1, ...timeline.map(({ t }) => t));
  const counted = (kind: Kind) => timeline.filter(({ status }) => kindOf(status) === kind).length;
  const served = counted('pass');
  const words = `${timeline.length} requests over ${Math.round(end)} seconds with ${keys.size} keys: ${served} served, the others rejected.`;
  return section(
    'limiter',
    'Rate limiter',
    `Looks like: ${seen.algorithm}${seen.confidence === undefined ? '' : ` (confidence: ${seen.confidence}${seen.why ? `: ${seen.why}` : ''})`}. Promised: ${target.limit} requests in ${target.windowSeconds} s for an IT provider.`,
    html`<figure class="chart">
      ${lanes(timeline, target.windowSeconds, words, WIDE)} ${lanes(timeline, target.windowSeconds, words, NARROW)}
      <figcaption>
        <span class="mark pass">${served} served</span>
        <span class="mark fail">${counted('fail')} rejected with 429</span>
        <span class="mark warn">${counted('warn')} with another status</span>
      </figcaption>
    </figure>`,
  );
}

/** A lane for each key, a tick for each request. */
function lanes(timeline: Timeline, windowSeconds: number, words: string, { is, width, left }: Drawn): Html {
  const keys = [...new Set(timeline.map(({ key }) => key))];
  const end = Math.max(1, ...timeline.map(({ t }) => t));
  const x = (t: number) => left + (t / end) * (width - left - 14);
  // A burst takes only a pixel or two, so served requests are drawn last, over the rejections around them.
  const ticks = (['fail', 'warn', 'pass'] as const).map((kind) => {
    const path = timeline
      .filter(({ status }) => kindOf(status) === kind)
      .map(({ t, key }) => `M${x(t).toFixed(1)} ${keys.indexOf(key) * LANE + 5}v16`)
      .join('');
    return path === '' ? undefined : html`<path class="tick ${kind}" d="${path}" />`;
  });
  const height = keys.length * LANE;
  const marks = [0, windowSeconds].filter((t) => t <= end);
  return html`<svg class="${is}" role="img" aria-label="${words}" viewBox="0 0 ${width} ${height + 24}">
    ${keys.map((key, i) => html`<text x="${left - 10}" y="${i * LANE + 18}" text-anchor="end">${key.slice(0, 18)}</text>`)}
    <path class="grid" d="${marks.map((t) => `M${x(t).toFixed(1)} 0v${height}`).join('')}" />
    ${ticks}
    <text x="${left}" y="${height + 18}">0 s</text>
    ${
      end > windowSeconds
        ? html`<text x="${x(windowSeconds).toFixed(1)}" y="${height + 18}" text-anchor="middle"
            >${windowSeconds} s</text
          >`
        : undefined
    }
  </svg>`;
}

/** The requests around the first rejection; those sent more than a window before do not matter. */
function burst(timeline: Timeline, windowSeconds: number): Timeline {
  const rejected = timeline.findIndex(({ status }) => status === 429);
  let start = Math.max(0, rejected);
  while (start > 0 && (timeline[start]?.t ?? 0) - (timeline[start - 1]?.t ?? 0) <= windowSeconds) start -= 1;
  const zero = timeline[start]?.t ?? 0;
  return timeline.slice(start).map((tick) => ({ ...tick, t: tick.t - zero }));
}

/** How soon a revoked or deleted key was rejected. */
export function rejection({ rejection: times }: RunRecord): Html {
  if (!times || times.length === 0) return html``;
  return section(
    'rejection',
    'Revoked and deleted keys',
    'How soon a key was rejected after it was revoked, regenerated or deleted. The vendor promises at once. Within 5 seconds passes, within 60 warns, later fails.',
    html`<table class="plain">
      <thead>
        <tr>
          <th scope="col">After</th>
          <th scope="col" class="number">rejected within</th>
        </tr>
      </thead>
      <tbody>
        ${times.map(
          ({ act, ms }) =>
            html`<tr>
              <th scope="row">${act}</th>
              <td class="number">
                <span class="mark ${ms <= 5_000 ? 'pass' : ms <= 60_000 ? 'warn' : 'fail'}">${seconds(ms)}</span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function kindOf(status: number): Kind {
  return status === 429 ? 'fail' : status < 400 ? 'pass' : 'warn';
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
