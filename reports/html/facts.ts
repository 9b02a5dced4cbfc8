import type { RunRecord } from '../run.ts';
import { count, duration } from '../words.ts';
import { html, type Html } from './html.ts';
import { again } from '../again.ts';
import { command, moment, section } from './parts.ts';

/** The facts of the run, its cost, and the command that repeats it. */
export function facts(run: RunRecord): Html {
  const { target, requests, contract, tool, plan } = run;
  const { limit, windowSeconds } = target;
  const others = requests.sent - requests.served - requests.refused401 - requests.limited429;
  const planned = plan as { requests?: number; windows?: number; minutes?: number } | undefined;
  const rows: (readonly [string, Html | string] | undefined)[] = [
    [
      'Target',
      html`${target.embedded ? 'the embedded mock' : target.baseUrl}${target.version && `, version ${target.version}`}`,
    ],
    ['Started', moment(run.startedAt)],
    ['Finished', html`${moment(run.finishedAt)}, after ${duration(run.startedAt, run.finishedAt)}`],
    ['Depth', `${run.depth}, seed ${run.seed}${run.strict ? ', strict: what is only assumed fails too' : ''}`],
    [
      'Requests',
      `${requests.sent} sent: ${requests.served} served, ${requests.refused401} rejected for the key, ` +
        `${requests.limited429} rejected for the limit` +
        (others > 0 ? `, ${others} with another result (served without a valid key, or no response)` : '') +
        (requests.unplanned429 > 0
          ? `, ${requests.unplanned429} of them unplanned: another client uses the quota`
          : ''),
    ],
    ['Rate limit', `${count(requests.windows, 'window')} of ${limit} requests in ${windowSeconds} s`],
    planned?.requests === undefined
      ? undefined
      : [
          'Planned',
          `about ${planned.requests} requests in ${count(planned.windows ?? 0, 'window')}, ${planned.minutes} min`,
        ],
    contract && ['Contract', `${contract.file} ${contract.version} (${contract.digest})`],
    tool && ['Judged by', `${tool.name} ${tool.version}`],
    ['Run', run.id],
  ];
  return section(
    'run',
    'About this run',
    '',
    html`<dl class="facts">
        ${rows.map(
          (row) =>
            row &&
            html`<div>
              <dt>${row[0]}</dt>
              <dd>${row[1]}</dd>
            </div>`,
        )}
      </dl>
      <p class="note">The same run again, with the same choices:</p>
      ${command(again(run))}`,
  );
}
