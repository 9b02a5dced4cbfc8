import { expect, test } from '@playwright/test';
import { published, recordWith, said } from './published.ts';

const BROKEN = said('PAG-02', {
  verdict: 'fail',
  findings: [
    {
      operation: 'listReviews',
      want: 'every row once over pages of 7',
      got: 'id 4711 on pages 3 and 4',
      reproduce: 'curl -sS -H "mitp-api-key: $MITP_API_KEY" http://127.0.0.1:9/public-api/v1/reviews?page=3',
    },
  ],
});

test('A run whose clauses hold ends with 0 and prints nothing on stdout unless asked to', async () => {
  const outcome = await published(recordWith([said('CON-01')]));
  expect([outcome.exitCode, outcome.stdout]).toEqual([0, '']);
});

test('A run with a broken clause ends with 1; with --json nothing but its record is on stdout', async () => {
  const outcome = await published(recordWith([said('CON-01'), BROKEN]), {}, true);
  expect(outcome.exitCode).toBe(1);
  expect(JSON.parse(outcome.stdout)).toEqual(outcome.run());
  expect(outcome.run().tool?.name).toBe('myitprocess-contract');
  expect(outcome.stderr).toContain('Verdict: broken');
});

test('A run that stopped before anything was tried ends with 2 and says why', async () => {
  const why = 'cannot reach http://127.0.0.1:1/public-api/v1: connection refused';
  const outcome = await published(recordWith([], {}, [why]));
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain('Verdict: inconclusive (cannot reach');
});

test('A report directory that cannot be written loses no verdict', async () => {
  const outcome = await published(recordWith([BROKEN]), { MITP_REPORT_DIR: '/proc/nowhere/out' });
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain('the report could not be written: /proc/nowhere/out: ');
  expect(outcome.stderr.split('does not hold')[1]).toContain('fail  PAG-02 listReviews:');
});
