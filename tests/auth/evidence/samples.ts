import { problem, sampleExchange, type SampleScenario } from '../../../verifier/samples/sample.ts';
import type { Observation } from '../../../verifier/observation.ts';
import { DOC, KEY } from './names.ts';

/** An observation in the portal. */
export function saw(step: string, fact: string, value: Observation['value']): SampleScenario {
  return [{ scenario: KEY, step, fact, value }];
}

/** An observation at the Swagger UI page. */
export function sawDocs(step: string, fact: string, value: Observation['value']): SampleScenario {
  return [{ scenario: DOC, step, fact, value }];
}

let clock = 0;

/** Requests of a step with a generated key and their statuses, a quarter of a second apart. */
export function requested(step: string, label: string, ...statuses: readonly number[]): SampleScenario {
  return requestedEvery(250, step, label, ...statuses);
}

/** The same, so many milliseconds apart. */
export function requestedEvery(
  ms: number,
  step: string,
  label: string,
  ...statuses: readonly number[]
): SampleScenario {
  return statuses.map((status) => {
    clock += ms;
    const response = status < 400 ? { status, body: {} } : problem(status, 'rejected');
    return sampleExchange(`${KEY}-${step}`, clock, response, `made-${label}`);
  });
}
