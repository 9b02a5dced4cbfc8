import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { RULE_PARAMETERS } from '../../../spec/openapi/rule-form.ts';
import { contractCopy } from '../contract-copy.ts';
import { finished, peer, type Tool } from '../tool.ts';

const specmatic = peer('specmatic');

type Json = Record<string, unknown>;

/**
 * Specmatic makes values by the schema alone: the text of rules is one that the contract shows, and 32 bits, which it takes
 * for 64, are a bound.
 */
function forSpecmatic(object: Json): Json {
  const { name, examples, format } = object;
  if (format === 'int32') return { maximum: 2 ** 31 - 1, ...object };
  if (!RULE_PARAMETERS.some((rules) => rules === name) || examples === undefined) return object;
  const [shown] = Object.values<Json>(examples as Record<string, Json>);
  return { ...object, schema: { type: 'string', enum: [shown?.['value']] } };
}

const plain = (xml: string) =>
  xml.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&#10;', '\n');

/** Specmatic's contract test with the tests that it generates: every combination of parameters, at and past their bounds. */
export const specmaticTest: Tool = {
  id: 'specmatic',
  name: 'Specmatic',
  version: specmatic.version,
  setUp:
    '`specmatic test` with generated tests: each example, and every combination of parameters at, within and past their bounds; the first example of `queryFilters` and `sortingRules` as their value',
  isSlow: true,
  rateLimit: 100_000,
  start(mock, dir) {
    const file = contractCopy(dir, mock.baseUrl, forSpecmatic);
    const report = join(dir, 'TEST-junit-jupiter.xml');
    const judge = async () => {
      rmSync(report, { force: true });
      const { code, said } = await finished(
        'java',
        [
          '-jar',
          specmatic.file('specmatic.jar'),
          'test',
          file,
          `--testBaseURL=${mock.baseUrl}`,
          '--junitReportDir',
          dir,
        ],
        {
          cwd: dir,
          env: {
            // Named as the security scheme of the contract.
            apiKey: mock.keys.active,
            SPECMATIC_GENERATIVE_TESTS: 'true',
            SPECMATIC_DISABLE_TELEMETRY: 'true',
          },
        },
      );
      const xml = existsSync(report) ? readFileSync(report, 'utf8') : '';
      const tests = xml.split('<testcase ').slice(1);
      if (tests.length === 0)
        return { tests: 0, complaints: [`no report, exit code ${String(code)}: ${said.slice(-300)}`] };
      const complaints = tests.flatMap((test) => {
        const [, why] = /<(?:failure|error) message="([^"]*)"/.exec(test) ?? [];
        const [, name = ''] = /contractTest\(\) &gt; ([^"]*)"/.exec(test) ?? [];
        if (why === undefined) return [];
        const [, where = '', what = ''] = />> (\S+)[\s\S]*?(Specification expected[^\n]*)/.exec(plain(why)) ?? [];
        return [`${plain(name)}: ${where} ${what}`.trim()];
      });
      return { tests: tests.length, complaints };
    };
    return Promise.resolve({ judge, stop: () => Promise.resolve() });
  },
};
