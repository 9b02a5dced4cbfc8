import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { asset } from '../../../spec/asset.ts';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** How a run of the action ended. */
export interface ActionRun {
  /** The exit code of the first step that failed; 0 where none did. */
  readonly code: number;
  readonly log: string;
  /** The page of the run. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The actions of others that would have been called, with what they were given. */
  readonly used: readonly { readonly action: string; readonly with: Readonly<Record<string, string>> }[];
}

/** The workflow of the caller. */
const WORKFLOW = '.github/workflows/contract.yml';

type Contexts = Readonly<Record<string, unknown>>;

/** An expression of the few forms that the action uses: `a.b == 'text' && c != '' || always()`. */
function evaluate(expression: string, contexts: Contexts): unknown {
  const or = expression.split('||').map((part) => part.trim());
  let last: unknown;
  for (const alternative of or) {
    for (const term of alternative.split('&&').map((part) => part.trim())) {
      last = termOf(term, contexts);
      if (!last) break;
    }
    if (last) return last;
  }
  return last;
}

function termOf(term: string, contexts: Contexts): unknown {
  const [, left, sign, right] = /^(.+?)\s*(==|!=)\s*(.+)$/.exec(term) ?? [];
  if (left !== undefined && right !== undefined) {
    return (valueOf(left, contexts) === valueOf(right, contexts)) === (sign === '==');
  }
  return valueOf(term, contexts);
}

function valueOf(text: string, contexts: Contexts): unknown {
  if (text === 'always()') return true;
  const literal = /^'(.*)'$/.exec(text);
  if (literal) return literal[1];
  if (!/^[a-z_]+(\.[\w-]+)+$/.test(text)) throw new Error(`This runner does not know the expression ${text}.`);
  let value: unknown = contexts;
  for (const part of text.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value ?? '';
}

const filled = (text: string, contexts: Contexts) =>
  String(text).replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => String(evaluate(expression, contexts)));
const filledAll = (texts: Readonly<Record<string, string>> = {}, contexts: Contexts) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, contexts)]));

const outputsIn = (file: string) =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

function bash(text: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', text], { cwd, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs the steps of `action.yml` as GitHub's runner does: each `run` in bash with its inputs as environment, each `uses` noted
 * and not called.
 * @param workspace the caller's repository
 * @param given the inputs, as a workflow gives them
 */
export async function runAction(workspace: string, given: Readonly<Record<string, string>>): Promise<ActionRun> {
  const { inputs: declared, outputs: told, runs } = parse(readFileSync(asset('action.yml'), 'utf8')) as Action;
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}.`);
  const inputs = {
    ...Object.fromEntries(Object.entries(declared).map(([name, { default: text = '' }]) => [name, String(text)])),
    ...given,
  };
  const temporary = mkdtempSync(join(tmpdir(), 'mitp-runner-'));
  const summaryFile = join(temporary, 'summary');
  writeFileSync(summaryFile, '');
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts = { inputs, steps, github: { run_id: '17', run_attempt: '1' }, runner: { temp: temporary } };
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(MITP_|GITHUB_|FORCE_COLOR|NODE_OPTIONS)/.test(name),
  );
  const used: { action: string; with: Record<string, string> }[] = [];
  let [code, log] = [0, ''];
  for (const [at, step] of runs.steps.entries()) {
    const wanted = step.if ?? 'success';
    if (code !== 0 && !wanted.includes('always()')) continue;
    if (step.if !== undefined && !evaluate(step.if, contexts)) continue;
    if (step.uses !== undefined) {
      used.push({ action: step.uses, with: filledAll(step.with, contexts) });
      continue;
    }
    const outputFile = join(temporary, `output-${at}`);
    writeFileSync(outputFile, '');
    const ended = await bash(step.run ?? '', join(workspace, filled(step['working-directory'] ?? '.', contexts)), {
      ...Object.fromEntries(environment),
      ...{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: asset('.'), GITHUB_JOB: 'nightly' },
      GITHUB_WORKFLOW_REF: `someone/elsewhere/${WORKFLOW}@refs/heads/main`,
      ...{ GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile, RUNNER_TEMP: temporary, CI: 'true' },
      ...filledAll(step.env, contexts),
    });
    log += ended.output;
    if (code === 0) code = ended.code;
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(outputFile) };
  }
  const outputs = Object.fromEntries(Object.entries(told).map(([name, { value }]) => [name, filled(value, contexts)]));
  const summary = readFileSync(summaryFile, 'utf8');
  rmSync(temporary, { recursive: true, force: true });
  return { code, log, summary, outputs, used };
}

/** An empty repository of somebody else's, with these files in it. */
export async function emptyRepository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-caller-'));
  const origin = `${folder}-origin`;
  for (const [name, text] of Object.entries({ [WORKFLOW]: 'name: contract\n', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const setUp = [
    `git init -q --bare "${origin}"`,
    'git init -q -b main .',
    `git remote add origin "${origin}"`,
    'git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m first',
  ];
  const { code, output } = await bash(setUp.join('\n'), folder, process.env);
  if (code !== 0) throw new Error(output);
  return folder;
}

/** Copies a file of ours into a repository of somebody else's. */
export function copyInto(folder: string, ours: string, name: string): void {
  cpSync(asset(ours), join(folder, name));
}
