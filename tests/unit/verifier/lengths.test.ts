import { expect, test } from '@playwright/test';
import type { Contract } from '../../../spec/contract.ts';
import { DEPTHS, type CheckContext } from '../../../verifier/check-context.ts';
import { outstanding } from '../../../verifier/gather.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { contractChecks } from '../../contract/catalogue.ts';
import { digest } from '../digest.ts';

/** On both sides of what one page, four pages, a window, and a list that is read whole may hold. */
const LENGTHS = [0, 1, 2, 3, 20, 39, 40, 41, 100, 101, 200, 201, 301, 400, 401, 600, 601, 2000, 2001];
const CHECKS = contractChecks.filter(({ clause }) => /^(PAG|CON-1)/.test(clause));

/** What checks request of two lists that the first responses have shown to be so long. */
function requested(length: number, size: number, most: number): string {
  const { operations, ...rest } = sampleContract();
  const two = operations.slice(0, 2).map((one) => ({ ...one, defaultPageSize: size, maxPageSize: most }));
  const contract: Contract = { ...rest, operations: two };
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const lines = DEPTHS.map((depth) => {
    const recorder = new Recorder();
    for (const [at, operation] of two.entries()) {
      const items = Array.from({ length: Math.min(size, length + at) }, (_, id) => ({ id, name: `n${id % 7}` }));
      const text = JSON.stringify({ page: 1, pageSize: size, totalCount: length + at, items });
      const exchange = { scenario: 'probe', request: listRequest(operation), sentAt: at, took: 1 };
      recorder.record({ ...exchange, response: { status: 200, headers: {}, text } });
    }
    const context: CheckContext = { contract, target, recorder, depth, seed: length % 3 };
    const open = outstanding(CHECKS, context, new Secrets({ active: 'k'.repeat(40) }));
    const pages = open.map(({ request }) => /page=\d+(&pageSize=\d+)?/.exec(request.target)?.[0] ?? '');
    return `${open.length} (${new Set(pages).size} pages) ${digest(open)}`;
  });
  return `${length} rows, pages of ${size}, ${most} at most: ${lines.join(', ')}`;
}

test('which pages are requested of lists of each length is as it was', () => {
  const lines = LENGTHS.flatMap((length) => [requested(length, 100, 100), requested(length, 20, 50)]);
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('lengths.txt');
});
