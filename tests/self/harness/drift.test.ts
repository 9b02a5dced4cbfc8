import { expect, test } from '@playwright/test';
import { contractOf, loadContract, type Contract } from '../../../spec/contract.ts';
import { parseSource } from '../../../spec/document.ts';
import { listAsk } from '../../harness/asks.ts';
import { driftOf } from '../../harness/drift/drift.ts';
import type { PatchStep } from '../../harness/drift/patch.ts';
import { Ledger } from '../../harness/ledger.ts';
import { bodyOf } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** What a server that has grown a member and a status shows, judged by a contract. */
function driftBy(contract: Contract) {
  const ledger = new Ledger();
  const server = sampleServer();
  for (const operation of contract.operations.filter(({ id }) => ['listClients', 'listReviews'].includes(id))) {
    const ask = listAsk(operation);
    const body = bodyOf(server(ask));
    const items = body.items.map((row, i) =>
      operation.id === 'listClients' ? { ...row, tier: i === 0 ? null : 'Gold' } : { ...row, status: 'Postponed' },
    );
    const answer = { status: 200, headers: {}, text: JSON.stringify({ ...body, items }) };
    ledger.record({ scene: 'probe', ask, sentAt: 0, took: 1, answer });
  }
  return driftOf({
    contract,
    ledger,
    depth: 'full',
    seed: 1,
    target: { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set() },
  });
}

/** A contract with the steps of a JSON Patch done, read as if from a file. */
function patched({ document }: Contract, steps: readonly PatchStep[]): Contract {
  const changed = structuredClone(document) as unknown as Record<string, unknown>;
  for (const { path, value } of steps) {
    const way = path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = way.pop() ?? '';
    const holder = way.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], changed);
    if (last === '-') (holder as unknown[]).push(value);
    else (holder as Record<string, unknown>)[last] = value;
  }
  return contractOf(parseSource(JSON.stringify(changed), 'patched.json'));
}

test('drift names a new member and a new value with example, count and a patch, and is gone once the patches are applied', () => {
  const contract = loadContract();
  const drift = driftBy(contract).filter(({ kind }) => kind !== 'never seen');
  expect(drift).toMatchObject([
    { kind: 'new member', operation: 'listClients', pointer: '/items/*/tier', example: 'Gold', count: 24 },
    { kind: 'new value', operation: 'listReviews', pointer: '/items/*/status', example: 'Postponed', count: 24 },
  ]);
  const after = driftBy(
    patched(
      contract,
      drift.flatMap(({ patch }) => patch ?? []),
    ),
  );
  expect(after.filter(({ kind }) => kind !== 'never seen')).toEqual([]);
});
