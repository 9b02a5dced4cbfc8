import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FAULTS } from '../../../mocks/faults/index.ts';
import { startMock, type Mock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { clauses } from '../../../spec/clauses.ts';
import { responseSteps, differs, querySteps, transcribe, type Transcript } from './battery.ts';
import { budgetLife, keyLife, pages, tenAtOnce } from './lives.ts';

/** What shows the faults of a class: a script, and the size of the world it needs. */
const SCRIPTS: Readonly<Record<string, { size: 'small' | 'medium'; run: (mock: Mock) => Transcript }>> = {
  filtering: { size: 'small', run: (mock) => transcribe(mock, querySteps(mock)) },
  sorting: { size: 'small', run: (mock) => transcribe(mock, querySteps(mock)) },
  keys: { size: 'small', run: keyLife },
  limit: { size: 'small', run: budgetLife },
  portal: { size: 'small', run: pages },
  docs: { size: 'small', run: pages },
  network: { size: 'small', run: tenAtOnce },
};
const RESPONSES = { size: 'medium', run: (mock: Mock) => transcribe(mock, responseSteps(mock)) } as const;

/** Clauses that no fault of a mock on plain HTTP can break. */
const BEYOND = ['SEC-05'];

test('every clause but those beyond a mock on plain HTTP has a fault that breaks it, under an id of its own', () => {
  const ids = FAULTS.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ids).size).toBe(ids.length);
  const known: readonly string[] = clauses().map(({ id }) => id);
  const broken = new Set(FAULTS.flatMap((fault) => fault.clauses));
  expect([...broken].filter((id) => !known.includes(id))).toEqual([]);
  expect(known.filter((id) => !broken.has(id))).toEqual(BEYOND);
});

test('the page on the proof tells how many faults there are', () => {
  const broken = FAULTS.filter((fault) => fault.clauses.length > 0).length;
  expect(readFileSync(asset('docs/proof.md'), 'utf8').replace(/\s+/g, ' ')).toContain(
    `There are ${FAULTS.length} faults, ${broken} of which break a clause.`,
  );
});

test('a fault without a clause is of the class network', () => {
  expect(FAULTS.filter((fault) => fault.clauses.length === 0).map((fault) => fault.class)).toEqual(
    FAULTS.filter((fault) => fault.class === 'network').map(() => 'network'),
  );
});

for (const name of new Set(FAULTS.map((fault) => fault.class))) {
  test(`each fault of the class ${name} changes what the mock does, until it is switched off`, async () => {
    const { size, run } = SCRIPTS[name] ?? RESPONSES;
    const mock = await startMock({ size });
    try {
      await mock.state.faults.load();
      const conforming: string[] = [];
      for await (const said of run(mock)) conforming.push(said);
      const idle: string[] = [];
      for (const { id } of FAULTS.filter((fault) => fault.class === name)) {
        mock.state.faults.set([id]);
        if (!(await differs(run(mock), conforming))) idle.push(id);
        mock.state.faults.set([]);
      }
      expect(idle).toEqual([]);
      expect(await differs(run(mock), conforming)).toBe(false);
    } finally {
      await mock.close();
    }
  });
}
