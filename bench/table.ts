import { isMet, type Result, type Run } from './results.ts';
import { SCENARIOS, type ScenarioId } from './scenarios.ts';

/** What a run was made with. */
export interface Conditions {
  readonly measuredAt: string;
  readonly command: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly generator: string;
  readonly pinned: boolean;
  readonly rounds: number;
  readonly seconds: number;
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const short = (value: number) => (value >= 9.95 ? value.toFixed(1) : value.toFixed(2));
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [row(head), row(line), ...rows.map(row)].join('\n');
}

/** The results as Markdown; of the promises, what the last runs in a row found, the newest last. */
export function markdown(results: readonly Result[], runs: readonly Run[], conditions: Conditions): string {
  const scenarios = (Object.keys(SCENARIOS) as ScenarioId[]).filter((id) => results.some(({ loads }) => loads[id]));
  const { rounds, seconds, generator, pinned, node, system, processor, measuredAt, command } = conditions;
  const speeds = table(
    ['requests per second', ...scenarios],
    results.map(({ title, version, loads }) => [
      `${title} ${version}`,
      ...scenarios.map((id) => (loads[id] ? whole(loads[id].perSecond) : '-')),
    ]),
  );
  const times = table(
    ['p50 / p99 in ms', ...scenarios, 'start, ms', 'memory, MB'],
    results.map(({ title, loads, startMs, residentMb }) => [
      title,
      ...scenarios.map((id) => (loads[id] ? `${short(loads[id].p50)} / ${short(loads[id].p99)}` : '-')),
      whole(startMs),
      residentMb === undefined ? '-' : whole(residentMb),
    ]),
  );
  const costs = table(
    ['processor time per request, µs', ...scenarios],
    results.map(({ title, loads }) => [title, ...scenarios.map((id) => short(loads[id]?.cpuMicros ?? NaN))]),
  );
  const promises = table(
    ['promise', 'aim', ...runs.map(({ at }) => `${at.slice(0, 16).replace('T', ' ')} UTC`)],
    (runs.at(-1)?.goals ?? []).map(({ says, want, atMost }) => [
      says,
      `${atMost ? '<=' : '>='} ${want}`,
      ...runs.map(({ goals }) => {
        const goal = goals.find((one) => one.says === says);
        return goal ? `${short(goal.got)}${isMet(goal) ? '' : ' **missed**'}` : '-';
      }),
    ]),
  );
  return `${speeds}

${times}

${costs}

${promises}

Scenarios: ${scenarios.map((id) => `*${id}*: ${SCENARIOS[id]}`).join('; ')}.

\`${command}\` on ${measuredAt}: Node ${node}, ${system}, ${processor}; ${generator} over 50 connections${
    pinned ? ', server and load on a core each' : ''
  }; medians of ${rounds} rounds of ${seconds} s, every contestant started fresh in each; ratios are medians of the ratio in each round.
`;
}
