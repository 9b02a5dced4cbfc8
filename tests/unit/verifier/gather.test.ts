import { expect, test } from '@playwright/test';
import { DEPTHS, type Depth } from '../../../verifier/check-context.ts';
import type { Check } from '../../../verifier/check.ts';
import { NIGHTS, outstanding } from '../../../verifier/outstanding.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';

const LABELS = Array.from({ length: 28 }, (_, n) => `group ${n}`);

/** One request for each depth, and one for each of the groups that only `full` covers whole. */
const check: Check = {
  clause: 'PAG-02',
  *requestGroups({ contract: { operations } }) {
    const request = (page: number) => listRequest(operations[0]!, { page });
    yield { label: 'first', depth: 'quick', requests: [request(1)] };
    yield { label: 'second', depth: 'standard', requests: [request(2)] };
    for (const [at, label] of LABELS.entries()) yield { label, depth: 'full', requests: [request(3 + at)] };
  },
  judge: () => ({ kind: 'not-run', why: 'nothing is judged', notes: [] }),
};

function targets(depth: Depth, seed: number): string[] {
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const context = { ...{ contract: sampleContract(), target, depth, seed }, recorder: new Recorder() };
  return outstanding([check], context, new Secrets({ active: 'k'.repeat(40) })).map(({ request }) => request.target);
}

test('each depth sends its own requests and those of the depths before it', () => {
  expect(DEPTHS.map((depth) => targets(depth, 1).filter((target) => /page=[12](&|$)/.test(target)).length)).toEqual([
    1, 2, 2,
  ]);
  expect(targets('quick', 1)).toHaveLength(1);
  expect(targets('full', 1)).toHaveLength(2 + LABELS.length);
});

test('each night of `standard` adds another share of `full`, and a week of nights all of it', () => {
  const nights = Array.from({ length: NIGHTS }, (_, seed) => targets('standard', seed).slice(2));
  for (const night of nights) expect(night.length).toBeLessThan(LABELS.length / 2);
  expect(nights.flat().sort()).toEqual(targets('full', 1).slice(2).sort());
});
