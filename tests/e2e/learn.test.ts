import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { specCommand } from '../../cli/spec.ts';
import { startMock, type Fault } from '../../mocks/index.ts';
import type { Row } from '../../mocks/types.ts';
import { DEFAULT_CONTRACT, loadContract, type Contract } from '../../spec/contract.ts';
import type { RunRecord } from '../../spec/generated/run-record.ts';
import { readText } from '../../spec/openapi/document.ts';
import { configOf } from '../../verifier/embedded.ts';
import { judge } from '../../verifier/judge.ts';
import { CATALOGUE } from '../catalogue.ts';

const GROWN: Readonly<Record<string, (row: Row, i: number) => Row>> = {
  listClients: (row, i) => ({ ...row, tier: i % 7 === 0 ? null : 'Gold', seats: i }),
  listReviews: (row, i) => ({ ...row, status: i % 9 === 0 ? 'Postponed' : row['status'] }),
  listUsers: (row, i) => ({ ...row, roleName: i % 5 === 0 ? null : row['roleName'] }),
  listMeetings: (row) => ({ ...row, id: Number(row['id']) + 2 ** 33, heldOn: '2024-03-18T14:05:09.517' }),
};

/** A server that has grown fields, a status, nulls and larger ids since the contract was written. */
const drifted: Fault = {
  ...{ id: 'drifted', class: 'schema', sentence: 'Has drifted.', clauses: [] },
  hooks: () => {
    const made = new Map<readonly Row[], readonly Row[]>();
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        const grown = GROWN[list.operation.id];
        if (!rows || !grown) return rows;
        const known = made.get(rows) ?? rows.map(grown);
        made.set(rows, known);
        return known;
      },
    };
  },
};

/** One night: a run of the drifted server as of a live target, which warns where the contract only assumes. */
async function night(contract: Contract, seed: number): Promise<RunRecord> {
  const limits = { rateLimit: 100_000, rateWindowSeconds: 1 };
  await using mock = await startMock({ ...limits, catalogue: [drifted], faults: ['drifted'] });
  const { controlUrl: _, portal: __, docsUrl: ___, ...config } = configOf(mock);
  const target = { ...config, limit: 90_000, windowSeconds: 1 };
  const record = await judge(target, { ...CATALOGUE, contract, suites: ['contract'], depth: 'standard', seed });
  return { ...record, finishedAt: `2026-11-2${5 + seed}T02:00:00.000Z` };
}

async function learnCommand(...options: string[]): Promise<string> {
  let said = '';
  const say = (text: string) => void (said += `${text}\n`);
  await specCommand({ say, print: () => undefined, exit: () => undefined }).parseAsync(['learn', ...options], {
    from: 'user',
  });
  return said;
}

const warned = ({ clauses }: RunRecord) =>
  clauses
    .filter(({ verdict }) => verdict === 'warn' || verdict === 'fail')
    .map(({ id, verdict }) => `${id} ${verdict}`);

test('after three nights a drifted server has a contract under which it has no warning, and its marks say why', async () => {
  const contract = loadContract();
  const files: string[] = [];
  for (const seed of [1, 2, 3]) {
    const record = await night(contract, seed);
    if (seed === 1) expect(warned(record)).toEqual(['CON-02 warn', 'CON-05 warn', 'CON-06 warn']);
    files.push(test.info().outputPath(`${seed}.json`));
    writeFileSync(files.at(-1)!, JSON.stringify(record));
  }

  expect(await learnCommand(...files)).toContain('0 runs count');
  const shown = await learnCommand(...files, '--from-mock');
  expect(shown).toContain('3 runs count from 2026-11-26 to 2026-11-28');
  expect(shown).toMatch(/User\.roleName is null: in 3 of 3 runs, .*contract \(assumed\): never null/);

  // One change alone; four runs are more than there are, so nothing is raised.
  const one = test.info().outputPath('one.yaml');
  const status = ['--only', '/components/schemas/Review/properties/status', '--min-runs', '4'];
  await learnCommand(...files, '--from-mock', '--write', ...status, '--out', one);
  expect(readText(one)).toContain('Complete, Postponed]');
  expect(readText(one)).not.toMatch(/x-observed-clauses|^ +tier:/m);

  // What somebody has observed is never taken back unasked: both sides are shown, and only its name adopts it.
  const sure = test.info().outputPath('sure.yaml');
  const roles =
    /(x-known-values: \[IT Provider Admin, vCIO, Engineer\]\n +x-evidence: observed\n +x-keyword-evidence: \{ nulls: )assumed/;
  const marked = readText(DEFAULT_CONTRACT).replace(roles, '$1observed');
  expect(marked).not.toBe(readText(DEFAULT_CONTRACT));
  writeFileSync(sure, marked);
  const mayBeNull = (file: string) =>
    loadContract(file).operations.find(({ id }) => id === 'listUsers')?.item.properties?.['roleName']?.nullable ??
    false;
  await learnCommand(...files, '--from-mock', '--contract', sure, '--write', '--all', '--out', one);
  expect(mayBeNull(one)).toBe(false);
  const named = ['--only', '/components/schemas/User/properties/roleName'];
  await learnCommand(...files, '--from-mock', '--contract', sure, '--write', ...named, '--out', one);
  expect(mayBeNull(one)).toBe(true);

  const out = test.info().outputPath('learned.yaml');
  await learnCommand(...files, '--from-mock', '--write', '--all', '--out', out);
  const learned = loadContract(out);
  const after = await night(learned, 4);
  expect(warned(after)).toEqual([]);

  const text = readText(out);
  expect(text).toContain('x-known-values: [New, EngineerInProgress, VCIOInProgress, Complete, Postponed]');
  expect(text).toMatch(
    /nulls: \{ since: '2026-11-26', until: '2026-11-28', nights: 3, target: sha256-\w+, run: .*was: never null/,
  );
  expect(text).toMatch(/format: int64\n/);
  expect(after.knowledge!.share).toBeGreaterThan((await night(contract, 5)).knowledge!.share + 0.1);
  // What was not learned stands as it stood, comments and all.
  const before = new Set(text.split('\n'));
  const lost = readText(DEFAULT_CONTRACT)
    .split('\n')
    .filter((line) => !before.has(line) && !/x-evidence|x-keyword-evidence|format: int|^\s+x-known-values/.test(line));
  expect(lost).toEqual([]);
});
