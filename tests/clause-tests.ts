import { test as base } from '@playwright/test';
import { clauses } from '../spec/clauses.ts';
import { title } from '../verifier/check.ts';
import { Run } from '../verifier/run.ts';
import type { Suite } from '../verifier/session.ts';

/**
 * Playwright's `test` with the judging run that the environment names. A trace, a screenshot or a video of a portal would
 * show keys, and no later hand could take them out of a picture: they stay off, whatever a configuration or an option
 * of the test runner asks for.
 */
export const test = base.extend<object, { run: Run }>({
  ...{ trace: 'off', screenshot: 'off', video: 'off' },
  run: [
    async ({}, use) => {
      const run = Run.open();
      await use(run);
      await run.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
});

// Beside a failure the test runner would keep what the page says at that moment.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';

/** Name of the attachment in which a test hands its clause's result to the reporter. */
const ATTACHMENT = 'mitp-clause';

/** Declares one test for each clause of a group: the suite's questions are asked first, once, then it is judged. */
export function clauseTests(suite: Suite, group: string): void {
  test.beforeAll(async ({ run }) => {
    test.setTimeout(0);
    await run.gather(suite);
  });
  for (const clause of clauses().filter((one) => one.group === group)) {
    test(title(clause), async ({ run }, info) => {
      const result = run.judge(clause.id);
      await info.attach(ATTACHMENT, { body: JSON.stringify(result), contentType: 'application/json' });
      // To the test runner; the record has it as not-run, with this reason, and never as passed.
      test.skip(result.verdict === 'not-run', result.reason);
      if (result.verdict !== 'fail') return;
      // Its verdict is in the record. To the test runner it is an expected failure: after any other one it begins again
      // with a new worker, and a server that breaks many clauses would be waited for a minute longer.
      test.fail();
      const lines = result.findings.map(({ operation, want, got }) => `${operation}: want ${want}, got ${got}`);
      throw new Error([clause.sentence, ...lines].join('\n'));
    });
  }
}
