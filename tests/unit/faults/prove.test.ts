import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { proveCommand } from '../../../cli/prove.ts';
import { asset } from '../../../spec/asset.ts';
import { FAULTS } from '../../../mocks/faults/index.ts';
import { HABITS } from '../../../mocks/faults/variants/habits.ts';
import { VARIANTS } from '../../../mocks/faults/variants/index.ts';
import { perform } from '../../../cli/prove/judge.ts';
import { faultTasks, conformingTasks } from '../../../cli/prove/plan.ts';
import {
  badge,
  falseAlarms,
  headline,
  markdown,
  proofExitCode,
  survivors,
  type Proof,
} from '../../../cli/prove/report.ts';
import { aborted, type ConformingResult, type FaultResult } from '../../../cli/prove/result.ts';

const task = { kind: 'fault', id: 'page-zero-based', seed: 1, whole: false } as const;
const killed: FaultResult = {
  task,
  outcome: 'killed',
  flags: [{ clause: 'PAG-02', how: 'fail', message: 'listClients: want every row once, got 160 of 260' }],
  depth: 'standard',
  seconds: 1,
};
const proof: Proof = {
  seed: 1,
  undone: 0,
  startedAt: '2026-01-01T00:00:00Z',
  seconds: 2,
  faults: [killed],
  conforming: [],
};

const mitp = (args: readonly string[]) =>
  promisify(execFile)(process.execPath, [asset('cli/mitp.mjs'), 'prove', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );

test('a fault that cannot be judged, and a run whose process ended, are left undone with the reason: no survivors, no false alarms', async () => {
  const result = await perform({ kind: 'fault', id: 'nothing of the kind', seed: 1, whole: false });
  expect(result).toMatchObject({ outcome: 'undone', error: expect.stringContaining('no fault') });
  const [server] = conformingTasks(1);
  const ended = aborted(server!, new Error('its process ended with null'));
  const halted: Proof = {
    ...proof,
    undone: 1,
    faults: [killed, result as FaultResult],
    conforming: [ended as ConformingResult],
  };
  expect([survivors(halted), falseAlarms(halted)]).toEqual([[], []]);
  expect(headline(halted)).toContain('1 of 1 faults found on their clause, 3 tasks left undone');
  expect(markdown(halted)).toContain(`- \`${server!.id}\`: its process ended with null`);
  expect(badge(halted)).toMatchObject({ color: 'red' });
  expect([proofExitCode(halted), proofExitCode(proof)]).toEqual([2, 0]);
});

test('every fault that a clause forbids is a task, and every conforming server is one', () => {
  expect(faultTasks(1, {})).toHaveLength(FAULTS.filter(({ clauses }) => clauses.length > 0).length);
  expect(faultTasks(1, { classes: ['paging'] }).length).toBeGreaterThan(20);
  const picked = faultTasks(1, { classes: ['docs'], faults: ['page-zero-based', 'empty-204'] });
  expect(picked.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['page-zero-based', 'empty-204', 'operation-unlisted']),
  );
  expect(faultTasks(1, {}).some(({ whole }) => whole)).toBe(true);
  const forms = conformingTasks(1);
  expect(new Set(forms.map(({ id }) => id)).size).toBe(forms.length);
  expect(VARIANTS.every(({ id }) => forms.some(({ variant }) => variant === id))).toBe(true);
});

test('the matrix names what was not found on its clause, and what was found in a conforming server', () => {
  expect(survivors(proof)).toEqual([]);
  expect(badge(proof)).toMatchObject({ message: '1/1, 0 false alarms', color: 'brightgreen' });
  const lost: Proof = {
    ...proof,
    faults: [{ ...killed, outcome: 'wrong clause', flags: [{ clause: 'CON-02', how: 'fail', message: '' }] }],
    conforming: [
      {
        task: {
          kind: 'conforming',
          id: 'nulls-last',
          seed: 7,
          limiter: 'token-bucket',
          size: 'small',
          variant: 'nulls-last',
          pages: false,
        },
        alarms: [{ clause: 'SRT-01', how: 'fail', message: 'listUsers: want order' }],
        notRun: [],
        seconds: 1,
      },
    ],
  };
  expect([survivors(lost).length, falseAlarms(lost).length]).toEqual([1, 1]);
  expect(badge(lost)).toMatchObject({ message: '0/1, 1 false alarms', color: 'red' });
  const text = markdown(lost);
  expect(text).toContain('- `page-zero-based` (PAG-02): wrong clause; flagged on CON-02');
  expect(text).toContain('- nulls-last, token-bucket, small, seed 7: SRT-01 listUsers: want order');
});

test('a check that throws is counted and named, whether the fault was found or not', () => {
  expect(headline(proof)).toContain('no check threw');
  const error = 'FIL-01: its check failed: no such field';
  const thrown: Proof = { ...proof, faults: [killed, { ...killed, threw: [error] }, { ...killed, threw: [error] }] };
  expect(headline(thrown)).toContain('a check threw in 2 runs');
  expect(markdown(thrown)).toContain(`- ${error} (2 times)`);
});

test('mitp prove rejects a fault that does not exist with exit code 2', async () => {
  expect(await mitp(['--fault', 'nothing'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--list'),
  });
});

test('mitp prove --list and docs/mock.md name every variant that the mock takes', async () => {
  const variants = [...VARIANTS, ...HABITS].map(({ id }) => id);
  const { stdout } = await mitp(['--list']);
  const docs = readFileSync(asset('docs/mock.md'), 'utf8');
  expect(variants.filter((id) => !new RegExp(`^variant +${id} `, 'm').test(stdout))).toEqual([]);
  expect(variants.filter((id) => !docs.includes(`\`${id}\``))).toEqual([]);
});

test('mitp prove shows every conforming server unless --no-conforming leaves them out', () => {
  const command = proveCommand().action(() => undefined);
  command.parse(['node', 'prove']);
  expect(command.opts()).toMatchObject({ conforming: true, faults: true });
  command.parse(['node', 'prove', '--no-conforming']);
  expect(command.opts()).toMatchObject({ conforming: false });
});
