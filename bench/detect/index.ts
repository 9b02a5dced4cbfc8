import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Option } from 'commander';

import { FAULTS } from '../../mocks/faults/index.ts';
import { startMock, type Mock } from '../../mocks/index.ts';
import { asset } from '../../spec/asset.ts';
import { markdown } from './report.ts';
import { merged, type Detection, type ToolResult } from './result.ts';
import type { Judgement, Tool } from './tool.ts';
import { ajvSmoke } from './tools/ajv-smoke.ts';
import { dredd } from './tools/dredd.ts';
import { prismProxy } from './tools/prism-proxy.ts';
import { respect } from './tools/respect.ts';
import { specmaticTest } from './tools/specmatic.ts';
import { npmCommand, wholeNumber } from '../../cli/options.ts';

const TOOLS: readonly Tool[] = [prismProxy, dredd, respect, ajvSmoke, specmaticTest];
/** Faults that some clause forbids; the others are there for the developers of clients. */
const FORBIDDEN = FAULTS.filter(({ clauses }) => clauses.length > 0);
/** Runs against the unbroken mock: what is complained of in any of them is a false alarm, and no find. */
const CONFORMING_RUNS = 2;

interface Flags {
  readonly tool?: string;
  readonly class?: string;
  readonly fault?: string;
  readonly unbroken: boolean;
  readonly resume: boolean;
  readonly jobs: number;
  readonly out: string;
}

/** Takes what a tool has found so far. */
type Keep = (result: ToolResult) => void;

let stopped = false;
process.once('SIGINT', () => {
  stopped = true;
  process.stderr.write('Stopping after the faults that are being shown; what was found so far is written.\n');
});

/** A mock for a tool, with the tool set up against it, for as long as `use` takes. */
async function withTool(
  tool: Tool,
  use: (judged: (...faults: string[]) => Promise<Judgement>, mock: Mock) => Promise<void>,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), `detect-${tool.id}-`));
  const mock = await startMock(tool.rateLimit === undefined ? {} : { rateLimit: tool.rateLimit });
  const judge = await tool.start(mock, dir);
  const judged = async (...faults: string[]) => {
    mock.reset();
    await mock.setFaults(...faults);
    return judge.judge();
  };
  try {
    await use(judged, mock);
  } finally {
    await judge.stop();
    await mock.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Shows one tool the unbroken mock alone. @returns whether it made tests, and complained of nothing */
async function measureUnbroken(tool: Tool): Promise<boolean> {
  let isGreen = false;
  await withTool(tool, async (judged, mock) => {
    const { tests, complaints } = await judged();
    isGreen = tests > 0 && complaints.length === 0;
    const found = complaints.map((one) => `\n  ${one.replaceAll(mock.keys.active, '[key]')}`);
    const count = `${tests} tests, ${complaints.length} complaints`;
    process.stdout.write(`${isGreen ? 'ok ' : 'BAD'} ${tool.name} ${tool.version}: ${count}${found.join('')}\n`);
  });
  return isGreen;
}

/** Shows one tool the unbroken mock, and then every fault; what it found is kept after each. */
async function measure(tool: Tool, faults: readonly (typeof FAULTS)[number][], keep: Keep): Promise<void> {
  const { id, name, version, setUp } = tool;
  const started = performance.now();
  const say = (text: string) => process.stderr.write(`${name}: ${text}\n`);
  const known = new Set<string>();
  const shown: string[] = [];
  const found: Record<string, string> = {};
  await withTool(tool, async (judged, mock) => {
    for (let run = 0; run < CONFORMING_RUNS; run += 1) for (const one of (await judged()).complaints) known.add(one);
    say(`${known.size} complaints about the unbroken mock`);
    for (const [at, { id: fault }] of faults.entries()) {
      const [first] = (await judged(fault)).complaints.filter((one) => !known.has(one));
      // Ctrl-C ends the tools, too: what one said while it was ended says nothing of the fault.
      if (stopped) break;
      shown.push(fault);
      if (first !== undefined) found[fault] = first.replaceAll(mock.keys.active, '[key]').slice(0, 200);
      const left = ((performance.now() - started) / (at + 1)) * (faults.length - at - 1);
      const minutes = `${Math.ceil(left / 60_000)} min left`;
      say(`[${at + 1}/${faults.length}] ${first === undefined ? 'missed' : 'found'} ${fault}, ${minutes}`);
      keep({ id, name, version, setUp, falseAlarms: [...known], shown, found });
    }
  });
}

async function detect({ tool, class: group, fault, unbroken, resume, jobs, out }: Flags): Promise<void> {
  const named = TOOLS.filter(({ id, isSlow }) => (tool === undefined ? unbroken || !isSlow : id === tool));
  if (unbroken) {
    let green = true;
    for (const one of named) green = !stopped && (await measureUnbroken(one)) && green;
    process.exitCode = stopped ? 130 : green ? 0 : 1;
    return;
  }
  const faults = FORBIDDEN.filter(
    (one) => (group === undefined || one.class === group) && (fault === undefined || one.id === fault),
  );
  const waiting = [...named];
  const file = join(out, 'detect.json');
  mkdirSync(out, { recursive: true });
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Detection) : undefined;
  const results = new Map<string, ToolResult>();
  const soFar = () => merged(before, [...results.values()], new Date().toISOString().slice(0, 10));
  const keep: Keep = (result) => {
    results.set(result.id, result);
    writeFileSync(file, `${JSON.stringify(soFar(), null, 2)}\n`);
  };
  const work = async () => {
    for (let next = waiting.shift(); next && !stopped; next = waiting.shift()) {
      const { id, version } = next;
      const known = before?.tools.find((one) => one.id === id && one.version === version)?.shown ?? [];
      const left = resume ? faults.filter((one) => !known.includes(one.id)) : faults;
      if (left.length > 0) await measure(next, left, keep);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  writeFileSync(join(out, 'detect.md'), markdown(soFar()));
  process.stdout.write(markdown(soFar()));
  if (stopped) process.exitCode = 130;
}

await npmCommand('bench:detect')
  .description(
    'Show the faults of the catalogue to other tools, and list what each finds. It takes about an hour on two cores; ' +
      'Specmatic takes half a minute for each fault, and is shown them only with --tool specmatic.',
  )
  .addOption(new Option('--tool <id>', 'only this tool').choices(TOOLS.map(({ id }) => id)))
  .addOption(
    new Option('--class <class>', 'only the faults of this class').choices([
      ...new Set(FORBIDDEN.map((one) => one.class)),
    ]),
  )
  .addOption(new Option('--fault <id>', 'only this fault').choices(FORBIDDEN.map(({ id }) => id)))
  .option('--unbroken', 'run each tool once against the unbroken mock alone; exit code 1 when one complains', false)
  .option('--resume', 'go on with the faults that were not shown before', false)
  .option('--jobs <number>', 'tools that work at the same time', wholeNumber(1, 99), 2)
  .option(
    '--out <dir>',
    'folder of the results; earlier results there stay, unless they are measured again',
    asset('reports/out/detect'),
  )
  .action(detect)
  .parseAsync();
process.exit();
