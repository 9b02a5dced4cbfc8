import { expect, test } from '@playwright/test';
import type { Case } from '../../../verifier/case.ts';
import { caseCheck, listCase, MOVED, type Skipped } from '../../../verifier/case-check.ts';
import { DEPTHS, type CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { bodyOf, sampleContract } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';

const RUNS = 250;
const [operation, other] = sampleContract().operations as [Operation, Operation];
type Operation = ReturnType<typeof sampleContract>['operations'][number];
const server = sampleServer(3);

/** A check of a few drawn cases, judged by a server whose lists may change, and whose responses may be lost. */
function said(seed: number): string {
  const { random, pick } = dice(seed);
  const recorder = new Recorder();
  const keys = new Set(['active']);
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: pick(...DEPTHS), seed: 1 };
  const [changes, loses] = [pick(0, 0, 0.3, 1), pick(0, 0, 0.3)];
  const send = (request: RequestSpec) => {
    const body = bodyOf(server(request));
    if (request.fresh !== undefined && random() < changes)
      body.items = body.items.slice(1).concat(body.items.slice(0, 1));
    const row = body.items[0];
    if (request.fresh !== undefined && row && random() < changes) body.items[0] = { ...row, name: `n${random()}` };
    const sent = { scenario: 'probe', request, sentAt: recorder.all().length, took: 1 };
    const lost = random() < loses ? pick('none', '429') : undefined;
    if (lost === 'none') recorder.record({ ...sent, error: 'no response' });
    else recorder.record({ ...sent, response: { status: lost ? 429 : 200, headers: {}, text: JSON.stringify(body) } });
  };
  for (const one of [operation, other]) send(listRequest(one));
  const drawn = Array.from({ length: pick(1, 2, 4, 6) }, (_, n) => ({
    of: pick(operation, operation, other),
    pages: pick([n + 1], [n + 1, n + 2]),
    outcome: pick('holds', 'holds', 'broken', 'broken', 'broken now', 'note', 'moved', 'skipped', 'tolerated'),
    ...{ urgent: random() < 0.2, unsayable: random() < 0.1, isPredicted: random() < 0.6, blames: random() < 0.2 },
  }));
  const check = caseCheck('PAG-02', function* () {
    for (const [n, { of, pages, outcome, urgent, unsayable, isPredicted, blames }] of drawn.entries()) {
      if (outcome === 'skipped') {
        yield { operation: of.id, note: `nothing to try ${n}` } satisfies Skipped;
        continue;
      }
      const requests = pages.map((page): RequestSpec => ({
        ...listRequest(of, { page, pageSize: 1 }),
        ...(unsayable && { wire: null }),
      }));
      const breach = {
        want: 'this',
        got: `that ${n}`,
        ...(blames && { exchange: 1 }),
        ...(outcome === 'tolerated' && { tolerated: true as const }),
      };
      const judge = (again: boolean) => {
        if (outcome === 'note' || outcome === 'moved') return { note: outcome === 'moved' ? MOVED : 'neither' };
        return outcome === 'holds' || (outcome === 'broken now' && again) ? undefined : breach;
      };
      const list = knownList(context, of);
      const parts = { requests, depth: 'quick' as const, label: `${n}`, ...(urgent && { urgent }) };
      if (!isPredicted || !list) yield { ...parts, operation: of.id, judge: () => judge(false) } satisfies Case;
      else yield listCase(list, parts, (known) => judge(known !== list && known.first.n !== list.first.n));
    }
  });
  for (let round = 0; round < 8; round += 1) {
    const groups = [...check.requestGroups!(context)];
    const open = groups
      .flatMap(({ requests }) => requests)
      .filter((one) => one.wire !== null && !recorder.find(one) && !recorder.unusable(one));
    if (open.length === 0) break;
    for (const one of open.slice(0, pick(1, 9))) send(one);
  }
  const verdict = check.judge(context);
  const told =
    verdict.kind === 'not-run' ? verdict.why : verdict.kind === 'fail' ? `${verdict.findings.length} findings` : '';
  return `${seed}: ${verdict.kind} after ${recorder.all().length}, ${told}; ${verdict.notes.join('; ').slice(0, 90)} ${digest(verdict)}`;
}

test('what a check of drawn cases says, of lists that change and responses that are lost, is as it was', () => {
  const lines = Array.from({ length: RUNS }, (_, seed) => said(seed));
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-cases.txt');
});
