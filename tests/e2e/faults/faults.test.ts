import { expect, test } from '@playwright/test';
import { FAULTS } from '../../../mocks/faults/index.ts';
import { startMock, type Mock } from '../../../mocks/index.ts';
import { querySteps } from './query-steps.ts';
import { responseSteps } from './response-steps.ts';
import { differs, transcribe, type Transcript } from './transcript.ts';
import { budgetLife, keyLife, pages, tenAtOnce } from './lives.ts';

/** What shows the faults of a class: a script, and the size of the dataset it needs. */
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
