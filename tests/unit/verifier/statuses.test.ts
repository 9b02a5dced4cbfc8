import { expect, test } from '@playwright/test';
import { broken, trySample } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { CATALOGUE } from '../../catalogue.ts';

type Given = Readonly<Partial<Record<'pass' | 'warn' | 'fail' | 'not-run', readonly number[]>>>;

const BAD_REQUEST: Given = { pass: [400], warn: [401, 499], fail: [399, 500], 'not-run': [429, 503] };
const UNAUTHORIZED: Given = { pass: [401], warn: [403], fail: [400, 402], 'not-run': [503] };

/** What a check says where each rejection of a conforming server has another status. */
const REJECTIONS: Readonly<Record<string, Given>> = {
  'PAG-08': BAD_REQUEST,
  'FIL-07': BAD_REQUEST,
  'SRT-05': BAD_REQUEST,
  'AUTH-01': UNAUTHORIZED,
  'AUTH-05': UNAUTHORIZED,
  'AUTH-09': { pass: [400, 499], fail: [399, 500] },
  'KEY-06': { pass: [400, 499], fail: [200, 399], 'not-run': [500] },
  'CON-09': { pass: [404], fail: [403, 405] },
  'SEC-02': { warn: [300], fail: [200, 299] },
};
/** The same where each list has another status. */
const LISTS: Readonly<Record<string, Given>> = {
  'CON-01': { pass: [200], fail: [201, 204, 404], 'not-run': [429, 503] },
  'CON-10': { pass: [404, 501], warn: [400, 499], fail: [399, 405, 500] },
  'CON-11': { pass: [429], fail: [400, 500] },
  'AUTH-03': { pass: [200, 404], fail: [401, 403], 'not-run': [429] },
};

for (const [what, table] of Object.entries({ rejection: REJECTIONS, list: LISTS }))
  for (const [clause, given] of Object.entries(table))
    test(`${clause} tells a ${what} with a fitting status from one with another`, () => {
      const server = sampleServer(2);
      const check = Object.values(CATALOGUE.checks)
        .flat()
        .find((one) => one.clause === clause)!;
      const verdictOf = (status: number) => {
        const { verdict } = trySample(
          check,
          broken(server, (response) =>
            (response.status === undefined) === (what === 'list') ? { ...response, status } : undefined,
          ),
          'quick',
        );
        return verdict.kind === 'fail' && verdict.findings.every(({ tolerated }) => tolerated) ? 'warn' : verdict.kind;
      };
      for (const [kind, statuses] of Object.entries(given))
        expect(statuses.map((status) => [status, verdictOf(status)])).toEqual(statuses.map((status) => [status, kind]));
    });
