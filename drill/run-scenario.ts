import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startMock } from '../mocks/index.ts';
import type { Contract } from '../spec/contract.ts';
import { redactor } from '../spec/redact.ts';
import { runClient } from './client.ts';
import { withOwnIds } from './dataset/changes.ts';
import { datasetFault } from './dataset/dataset.ts';
import { environmentOf } from './environment.ts';
import type { ClientRun, Output } from './rules/evidence.ts';
import { startRecorder } from './recorder.ts';
import { clip } from './result/effort.ts';
import type { Scenario, Usual } from './scenarios/scenario.ts';

/** How the client is run in every scenario. */
export interface ScenarioOptions {
  readonly command: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** The file with the client's result, where its output is not the result. */
  readonly resultFile: string | undefined;
  readonly patience: number;
  readonly contract: Contract;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder for files of the runs. */
  readonly folder: string;
  readonly stop: AbortSignal;
}

/** A run with what the comparison of results needs. */
export interface ScenarioRun {
  readonly run: ClientRun;
  /** The client's result: its result file or its output, without what is specific to this run. */
  readonly result: string;
}

/** The mock's own limiter rejects nothing: only the scenario limits. */
const NO_LIMIT = 1_000_000_000;
const MOST_LEAKS = 5;

async function readResult(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** Lines that hold the key, with the key replaced by its name. */
function leaksIn(place: string, text: string, hide: (text: string) => string): ClientRun['leaks'] {
  if (hide(text) === text) return [];
  const lines = text.split('\n').filter((line) => hide(line) !== line);
  const shown = lines.length > 0 ? lines : [text];
  return shown.slice(0, MOST_LEAKS).map((line) => {
    const hidden = hide(line);
    return { place, line: clip(hidden.slice(Math.max(0, hidden.indexOf('<key>') - 60))) };
  });
}

/**
 * Runs the client once under one scenario, against a mock of its own.
 * @throws NotStarted when there is no such command
 */
export async function runScenario(scenario: Scenario, usual: Usual, options: ScenarioOptions): Promise<ScenarioRun> {
  const { contract, folder, patience, set, stop } = options;
  const fault = datasetFault(contract, scenario.data, scenario.smallPages);
  const mock = await startMock({ catalogue: [fault], faults: [fault.id], rateLimit: NO_LIMIT });
  const { active, revoked } = mock.keys;
  const hide = redactor({ key: active });
  const recorder = await startRecorder({
    ...{ mock: mock.url, basePath: contract.basePath, keyHeader: contract.keyHeader },
    ...{ keys: { active, revoked }, hide, disturb: scenario.disturb?.(usual) },
    rewrite: (url) => withOwnIds(url, scenario.data?.change),
  });
  try {
    if (scenario.closed) await recorder.goDown();
    const { origin } = recorder;
    const result = join(folder, `${scenario.id}.result`);
    const ownFolder = join(folder, `${scenario.id}.folder`);
    await mkdir(ownFolder);
    const address = { origin, baseUrl: origin + contract.basePath, key: active, result, folder: ownFolder };
    const env = environmentOf(options.env, address, set);
    const ownFile = Object.values(set).some((template) => template.includes('{result}')) ? result : undefined;
    const file = options.resultFile ?? ownFile;
    if (file !== undefined) await rm(file, { force: true });
    const ended = await runClient(options.command, env, patience, stop);
    const written = await readResult(file);
    const requests = recorder.requests();
    const { stdout, stderr, ...ending } = ended;
    const output: Output = {
      stdout: hide(stdout),
      stderr: hide(stderr),
      file: written === null ? null : hide(written),
    };
    const mentions = new RegExp(`(?:127\\.0\\.0\\.1|localhost):${new URL(origin).port}\\b`, 'g');
    const { id, expects, nature, sentence } = scenario;
    const run: ClientRun = {
      scenario: { id, expects, nature, sentence },
      ...{ requests, ...ending, output, difference: null, damaged: [] },
      leaks: [
        ...leaksIn('stdout', stdout, hide),
        ...leaksIn('stderr', stderr, hide),
        ...leaksIn('the result file', written ?? '', hide),
      ],
      shown: scenario.disturb ? recorder.disturbed() > 0 : scenario.closed === true || requests.length > 0,
    };
    return {
      run,
      result: (output.file ?? output.stdout)
        .replace(mentions, '{mock}')
        .replaceAll(result, '{result}')
        .replaceAll(ownFolder, '{folder}'),
    };
  } finally {
    await recorder.close();
    await mock.close();
  }
}
