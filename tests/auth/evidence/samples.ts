import { problem, sampleExchange, type SampleScene } from '../../harness/sample.ts';
import type { Observation } from '../../harness/observation.ts';
import { DOC, KEY } from './names.ts';

/** Something seen in the portal. */
export function saw(step: string, fact: string, value: Observation['value']): SampleScene {
  return [{ scene: KEY, step, fact, value }];
}

/** Something seen at the Swagger UI page. */
export function sawDocs(step: string, fact: string, value: Observation['value']): SampleScene {
  return [{ scene: DOC, step, fact, value }];
}

let clock = 0;

/** Requests of a step with a made key, answered so, a quarter of a second apart. */
export function asked(step: string, label: string, ...statuses: readonly number[]): SampleScene {
  return askedEvery(250, step, label, ...statuses);
}

/** The same, so many milliseconds apart. */
export function askedEvery(ms: number, step: string, label: string, ...statuses: readonly number[]): SampleScene {
  return statuses.map((status) => {
    clock += ms;
    const answer = status < 400 ? { status, body: {} } : problem(status, 'refused');
    return sampleExchange(`${KEY}-${step}`, clock, answer, `made-${label}`);
  });
}
