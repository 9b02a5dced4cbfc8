import { expect, test } from '@playwright/test';
import type { Contract } from '../../../spec/contract.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import { turned } from '../../../verifier/choose.ts';
import { outstanding } from '../../../verifier/outstanding.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { contractChecks } from '../../contract/catalogue.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';
import { drawnLists } from './drawn-rows.ts';

/** On both sides of what one page, four pages, a window, and a list that is read whole may hold. */
const LENGTHS = [0, 1, 2, 3, 20, 39, 40, 41, 100, 101, 200, 201, 301, 400, 401, 600, 601, 2000, 2001];
/** Rows that a first page shows; what comes after them is not read. */
const ROWS = drawnLists(101, dice(7));

/** What checks request of two lists that the first responses have shown to be so long. */
function requested(length: number, size: number, most: number, depth: Depth): string {
  const { operations, ...rest } = sampleContract();
  const open = operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const sizes = { defaultPageSize: size, maxPageSize: most };
  const two = turned(open, length)
    .slice(0, 2)
    .map((one) => ({ ...one, ...sizes, fields: turned(one.fields, length).slice(0, 3) }));
  const contract: Contract = { ...rest, operations: two };
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const recorder = new Recorder();
  for (const [at, operation] of two.entries()) {
    const items = ROWS[operation.path]!.slice(0, Math.min(size, length + at));
    const text = JSON.stringify({ page: 1, pageSize: size, totalCount: length + at, items });
    const exchange = { scenario: 'probe', request: listRequest(operation), sentAt: at, took: 1 };
    recorder.record({ ...exchange, response: { status: 200, headers: {}, text } });
  }
  const context: CheckContext = { contract, target, recorder, depth, seed: length % 3 };
  const requests = outstanding(contractChecks, context, new Secrets({ active: 'k'.repeat(40) }));
  const pages = requests.map(({ request }) => /page=\d+(&pageSize=\d+)?/.exec(request.target)?.[0] ?? '');
  const what = `${length} rows, pages of ${size}, ${most} at most, ${depth}`;
  return `${what}: ${requests.length} (${new Set(pages).size} pages) ${digest(requests)}`;
}

test('which pages are requested of lists of each length is as it was', () => {
  const lines = LENGTHS.flatMap((length, nth) => [
    requested(length, 100, 100, nth % 2 === 0 ? 'standard' : 'quick'),
    requested(length, 20, 50, nth % 2 === 0 ? 'quick' : 'standard'),
  ]);
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('lengths.txt');
});
