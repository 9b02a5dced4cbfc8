import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { asset } from '../../../spec/asset.ts';
import { contractCopy } from '../contract-copy.ts';
import { parentId } from '../requests.ts';
import { finished, peer, type Tool } from '../tool.ts';

const dreddPackage = peer('dredd');

/** What the contract requires of the body of a rejection. */
const REQUIRED = ['title', 'status'];

type Json = Record<string, unknown>;

/**
 * Dredd's parser knows no extensions and no `additionalProperties`. Dredd takes a content type for its whole text, and
 * judges a body by its example, all of which has to be there: examples of rejections are cut down to what is required.
 */
function forDredd(object: Json): Json {
  const kept = Object.entries(object).filter(([name]) => !name.startsWith('x-') && name !== 'additionalProperties');
  const copy = Object.fromEntries(
    kept.map(([name, value]) => [/^application\/[a-z+]*json$/.test(name) ? `${name}; charset=utf-8` : name, value]),
  );
  // Of the examples of a parameter it knows one without a name alone.
  const [named] = copy['in'] === 'path' ? Object.values((copy['examples'] ?? {}) as Json) : [];
  if (named !== undefined) {
    const { examples: _, ...parameter } = copy;
    return { ...parameter, example: (named as Json)['value'] };
  }
  const rejection = copy['value'];
  if (typeof rejection !== 'object' || rejection === null || !REQUIRED.every((name) => name in rejection)) return copy;
  return { ...copy, value: Object.fromEntries(Object.entries(rejection).filter(([name]) => REQUIRED.includes(name))) };
}

/** Dredd sends one request for each documented response; hooks make the server give it. */
export const dredd: Tool = {
  id: 'dredd',
  name: 'Dredd',
  version: dreddPackage.version,
  setUp:
    'one request for each documented response; hooks provoke 400, 401, 404 and 405 (429 is skipped); the contract without what its parser rejects',
  async start(mock, dir) {
    const file = contractCopy(dir, mock.baseUrl, forDredd);
    const parent = await parentId(mock);
    const report = join(dir, 'dredd.xml');
    const judge = async () => {
      rmSync(report, { force: true });
      const { code, said } = await finished(
        process.execPath,
        [
          dreddPackage.file('bin/dredd'),
          ...[file, mock.baseUrl, '--hookfiles', asset('bench/detect/peers/dredd-hooks.cjs')],
          ...['--reporter', 'xunit', '--output', report, '--loglevel', 'error'],
        ],
        { cwd: dir, env: { DETECT_KEY: mock.keys.active, DETECT_PARENT: parent } },
      );
      const xml = existsSync(report) ? readFileSync(report, 'utf8') : '';
      if (!xml.includes('</testsuite>')) {
        return { tests: 0, complaints: [`no report, exit code ${String(code)}: ${said.slice(-300)}`] };
      }
      const complaints = [
        ...xml.matchAll(/<testcase name="([^"]*)"[^>]*>\s*<(failure|error)[^>]*>([\s\S]*?)<\/\2>/g),
      ].map(
        ([, name = '', , text = '']) => `${name}: ${/Message:\s*([\s\S]*?)\n\n/.exec(text)?.[1] ?? text.slice(0, 200)}`,
      );
      // What its hooks leave out is no test.
      const tests = xml.split('<testcase ').length - 1 - (xml.match(/<skipped/g)?.length ?? 0);
      return { tests, complaints };
    };
    return { judge, stop: () => Promise.resolve() };
  },
};
