import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Command } from 'commander';
import { transformSync } from 'esbuild';
import { parseAllDocuments } from 'yaml';
import { drillCommand } from '../../../cli/drill.ts';
import { mockCommand } from '../../../cli/mock.ts';
import { portalCommand } from '../../../cli/portal.ts';
import { proveCommand } from '../../../cli/prove.ts';
import { proxyCommand } from '../../../cli/proxy.ts';
import { recordCommand } from '../../../cli/record.ts';
import { reportCommand } from '../../../cli/report.ts';
import { specCommand } from '../../../cli/spec.ts';
import { verifyCommand } from '../../../cli/verify.ts';
import { asset } from '../../../spec/asset.ts';
import { anchors, BLOCKS, CALLS, links, PAGES, spans } from './docs.ts';

const COMMANDS: Readonly<Record<string, () => Command>> = {
  verify: verifyCommand,
  mock: mockCommand,
  drill: drillCommand,
  record: recordCommand,
  proxy: proxyCommand,
  portal: portalCommand,
  prove: proveCommand,
  spec: specCommand,
  report: reportCommand,
};
/** Scripts that hand on what is behind `--`. */
const WRAPPED: Readonly<Record<string, string>> = { verify: 'verify', mock: 'mock' };

/** What stands for a value, or is the example of a change that is not made. */
const PLACEHOLDER = /^([A-Z]+|\.\.\.|i\/n|page-two-empty)$/;

/** What is wrong with a call of `mitp`; undefined where its command, options and values exist. */
function mistake(args: readonly string[]): string | undefined {
  const [name = '', ...rest] = args;
  if (name === '' || name.startsWith('-')) return ['', '--help', '--version'].includes(name) ? undefined : name;
  let command = COMMANDS[name]?.()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  if (command === undefined) return `no command ${name}`;
  const child = command.commands.find((one) => one.name() === rest[0]);
  if (child) command = child.copyInheritedSettings(command);
  try {
    const { unknown } = command.parseOptions(child ? rest.slice(1) : rest);
    const strange = unknown.filter((word) => word.startsWith('-') && word !== '--help');
    return strange.length > 0 ? `no option ${strange.join(' ')}` : undefined;
  } catch (error) {
    const { message } = error as Error;
    // ID, N and the like stand for a value; an option that ends the line is only named.
    const isNamed = message.endsWith('argument missing') && message.includes(rest.at(-1) ?? '?');
    return isNamed || rest.some((word) => PLACEHOLDER.test(word)) ? undefined : message;
  }
}

test('every command line of the pages is one that mitp and package.json know, with its options and values', () => {
  const { scripts } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { scripts: Record<string, string> };
  const bench = readFileSync(asset('bench/bench.ts'), 'utf8');
  const wrong = CALLS.flatMap(({ page, line, script, args }) => {
    const say = (why: string | undefined) => (why === undefined ? [] : [`${page}: ${line}: ${why}`]);
    if (script === undefined) return say(mistake(args));
    if (!(script in scripts)) return say(`no script ${script}`);
    if (WRAPPED[script] !== undefined) return say(mistake([WRAPPED[script], ...args]));
    const unknown = script === 'bench' && args.find((word) => word.startsWith('--') && !bench.includes(`'${word}`));
    return say(unknown ? `no option ${unknown}` : undefined);
  });
  expect(wrong).toEqual([]);
  expect(CALLS.length).toBeGreaterThan(100);
});

test('a wrong command, option or value in a page would be found', () => {
  expect(mistake(['verfy'])).toBe('no command verfy');
  expect(mistake(['verify', '--dept', 'full'])).toBe('no option --dept');
  expect(mistake(['spec', 'learn', 'run.json', '--wirte'])).toBe('no option --wirte');
  expect(mistake(['mock', '--limiter', 'leaky'])).toContain('leaky');
  expect(mistake(['mock', '--fault', 'ID'])).toBeUndefined();
  expect(mistake(['drill', '--', 'node', '--import', 'tsx'])).toBeUndefined();
});

test('every file and heading that a page links to is there', () => {
  const missing = PAGES.flatMap((page) =>
    links(page).flatMap(({ path, heading }) => {
      if (!existsSync(asset(path))) return [`${page}: ${path}`];
      return heading === '' || anchors(path).includes(heading) ? [] : [`${page}: ${path}#${heading}`];
    }),
  );
  expect(missing).toEqual([]);
});

/** Folders whose files a page may name; what a run writes there is not in the repository. */
const OURS =
  /^(spec|mocks|verifier|tests|drill|reports|cli|bench|docs|deploy|templates|azure-pipelines|\.github)\/[\w./-]+$/;
const WRITTEN = /^(reports\/(out|history)|bench\/out)|\/CLASS(\.ts)?$/;

test('every file of ours that a page names is there', () => {
  const named = PAGES.flatMap((page) => spans(page).map((text) => ({ page, path: text.replace(/[/:]+$/, '') })));
  const missing = named.filter(({ path }) => OURS.test(path) && !WRITTEN.test(path) && !existsSync(asset(path)));
  expect(missing).toEqual([]);
});

test('every snippet can be read: TypeScript, YAML, JSON', () => {
  const wrong = BLOCKS.flatMap(({ page, language, text }) => {
    try {
      if (language === 'ts' || language === 'js') transformSync(text, { loader: 'ts', format: 'esm' });
      if (language === 'json') JSON.parse(text);
      if (language === 'yaml')
        for (const { errors } of parseAllDocuments(text)) if (errors[0]) throw new Error(errors[0].message);
      return [];
    } catch (error) {
      return [`${page}: ${(error as Error).message}`];
    }
  });
  expect(wrong).toEqual([]);
});
