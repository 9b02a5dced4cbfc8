import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { RunRecord } from '../spec/generated/run-record.ts';
import { clauses } from '../spec/clauses.ts';
import { environmentSecrets, hideIn, redactor } from '../spec/redact.ts';
import { title } from '../verifier/check.ts';
import { readConfig } from '../verifier/config.ts';
import { startEmbedded } from '../verifier/embedded.ts';
import { judge } from '../verifier/judge.ts';
import { ONE_PROCESS } from '../verifier/shards.ts';
import { suiteOf, type Suite } from '../verifier/suites.ts';
import { CATALOGUE } from './catalogue.ts';

// Without this the test runner attaches the page's text to a failure.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';

/**
 * Declares one Playwright test for each clause of a suite. The target that the environment names (or the embedded mock) is judged
 * once, then each test reports the verdict of its clause. Traces, screenshots and videos of a portal would show keys, which
 * nothing could remove from a picture: they stay off, whatever the configuration or options of the test runner say.
 */
export function clauseTests(suite: Suite): void {
  test.use({ trace: 'off', screenshot: 'off', video: 'off' });
  for (const clause of clauses().filter(({ group }) => suiteOf(group) === suite)) {
    test(title(clause), async ({}, info) => {
      test.setTimeout(0);
      if (info.config.shard !== null && readConfig(process.env) !== null)
        throw new Error(`No --shard here. ${ONE_PROCESS}`);
      const { clauses: judged } = await judgedOnce(suite, info.project.outputDir);
      const result = judged.find(({ id }) => id === clause.id);
      await info.attach('mitp-clause', { body: JSON.stringify(result), contentType: 'application/json' });
      // The test runner shows it as skipped; it is not-run with this reason, and never passed.
      test.skip(result?.verdict === 'not-run', result?.reason);
      if (result?.verdict !== 'fail') return;
      const lines = result.findings.map(({ operation, want, got }) => `${operation}: expected ${want}, got ${got}`);
      throw new Error([clause.sentence, ...lines].join('\n'));
    });
  }
}

/**
 * The record of a suite, made once per run of the test runner, which starts another worker after each failed test and empties
 * this folder before its next run.
 */
async function judgedOnce(suite: Suite, folder: string): Promise<RunRecord> {
  const file = join(folder, `${suite}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  const record = await judgeSuite(suite);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(record));
  return record;
}

async function judgeSuite(suite: Suite): Promise<RunRecord> {
  const config = readConfig(process.env);
  const embedded = config === null ? await startEmbedded(process.env.MITP_CONTRACT || undefined) : undefined;
  const target = config ?? embedded?.config;
  if (target === undefined) throw new Error('there is a configured target or the embedded mock');
  try {
    const record = await judge(target, {
      ...CATALOGUE,
      suites: [suite],
      preflight: true,
      strict: embedded !== undefined,
    });
    return hideIn(record, redactor(environmentSecrets(process.env)));
  } finally {
    await embedded?.close();
  }
}
