import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { cpus, release, type as systemName } from 'node:os';
import { join } from 'node:path';

import { contestants, mockArgs, type Contestant } from './contestants.ts';
import { makeInputs, type Inputs } from './inputs.ts';
import { GENERATOR } from './load.ts';
import { DOCS, OUT } from './places.ts';
import { throughputPlot } from './plot.ts';
import { publishFiles, publishText } from './publish.ts';
import { PINNED, startServer } from './processes.ts';
import { goalsOf, isMet, ratio, resultOf, type Run } from './results.ts';
import { takeTurn, type Pace, type Turn } from './rounds.ts';
import { BASE, SCENARIOS, type ScenarioId } from './scenarios.ts';
import { replicas } from './replicas.ts';
import { scale } from './scale.ts';
import { buildMock, installContestants } from './setup.ts';
import { soak, WHOLE } from './soak.ts';
import { markdown, type Conditions } from './table.ts';
import { namesAmong, npmCommand, wholeNumber } from '../cli/options.ts';

interface Flags {
  readonly quick: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly only?: readonly string[];
  readonly scenario?: readonly ScenarioId[];
  readonly out: string;
  readonly soak: boolean;
  readonly scale: boolean;
  readonly replicas: boolean;
}

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

const list = (text: string) => text.split(',').map((part) => part.trim());

const SCENARIO_IDS = Object.keys(SCENARIOS) as ScenarioId[];

/** 40 letters and digits, made for this run: the only key that the contestants see. */
function benchKey(): string {
  return Array.from({ length: 40 }, () => randomInt(36).toString(36)).join('');
}

/** Lets everybody take a turn in each round. */
async function play(
  all: readonly Contestant[],
  inputs: Inputs,
  scenarios: readonly ScenarioId[],
  key: string,
  pace: Pace,
): Promise<Map<string, Turn[]>> {
  const turns = new Map<string, Turn[]>(all.map(({ id }) => [id, []]));
  for (let round = 1; round <= pace.rounds; round += 1) {
    for (const contestant of all) {
      const turn = await takeTurn(contestant, inputs, scenarios, key, pace);
      turns.get(contestant.id)?.push(turn);
      const speeds = scenarios.map((id) => `${id} ${Math.round(turn.loads[id]?.perSecond ?? 0)}`).join(', ');
      const head = `round ${round} of ${pace.rounds}, ${contestant.title}`;
      say(`${head}: first response after ${Math.round(turn.startMs)} ms; per second: ${speeds}`);
    }
  }
  return turns;
}

/** How many runs in a row the docs show. */
const SHOWN_RUNS = 3;

/** The runs that the docs show now. */
function earlierRuns(): readonly Run[] {
  const file = join(DOCS, 'speed.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { runs: readonly Run[] }).runs : [];
}

async function compare(flags: Flags): Promise<void> {
  installContestants();
  const mitp = buildMock();
  const key = benchKey();
  const everybody = contestants(mitp);
  const unknown = flags.only?.find((id) => !everybody.some((one) => one.id === id));
  if (unknown !== undefined)
    throw new Error(`Nobody is called "${unknown}": take ${everybody.map(({ id }) => id).join(', ')}.`);
  const all = everybody.filter(({ id }) => flags.only?.includes(id) ?? true);
  const scenarios = flags.scenario ?? SCENARIO_IDS;
  const source = await startServer((port) => [...mitp, ...mockArgs(port)], `${BASE}/clients`, key, {
    MITP_MOCK_API_KEY: key,
  });
  const inputs = await makeInputs(source.port, key).finally(() => source.stop());
  const pace: Pace = {
    rounds: flags.quick ? 1 : flags.rounds,
    seconds: flags.quick ? 1 : flags.seconds,
    warmSeconds: 1,
  };
  const turns = await play(all, inputs, scenarios, key, pace);
  const results = all.map((contestant) => resultOf(contestant, turns.get(contestant.id) ?? []));
  const goals = goalsOf(turns, results);
  const conditions: Conditions = {
    measuredAt: new Date().toISOString().slice(0, 10),
    command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
    node: process.versions.node,
    system: `${systemName()} ${release()}`,
    processor: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    generator: GENERATOR,
    pinned: PINNED,
    rounds: pace.rounds,
    seconds: pace.seconds,
  };
  const ratios = Object.fromEntries(
    scenarios.map((scenario) => [
      scenario,
      Object.fromEntries(all.map(({ id }) => [id, Number(ratio(turns, scenario, ['mitp', id]).toFixed(3))])),
    ]),
  );
  // A run with everybody and everything is one that the docs show.
  const isWhole = !flags.quick && !flags.only && !flags.scenario && flags.rounds >= 3;
  const runs = [...(isWhole ? earlierRuns() : []), { at: new Date().toISOString(), goals }].slice(-SHOWN_RUNS);
  const text = markdown(results, runs, conditions);
  mkdirSync(flags.out, { recursive: true });
  const record = {
    conditions,
    runs,
    results,
    ratios,
    goals: goals.map((goal) => ({ ...goal, met: isMet(goal) })),
    turns: Object.fromEntries(turns),
  };
  writeFileSync(join(flags.out, 'speed.json'), `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(join(flags.out, 'speed.md'), text);
  writeFileSync(join(flags.out, 'speed.svg'), throughputPlot(results));
  process.stdout.write(`\n${text}\n`);
  say(`written: speed.json, speed.md and speed.svg in ${flags.out}`);
  if (!isWhole) return;
  publishFiles(flags.out, ['speed.json', 'speed.svg']);
  publishText('speed', `${text}\n![Requests per second by contestant](bench/speed.svg)`);
  say('written: docs/speed.md, docs/bench/speed.json, docs/bench/speed.svg');
}

const program = npmCommand('bench')
  .description(
    'Measure the mock against plain servers and other mocks, all on the same two cores, one after the other.',
  )
  .option('--quick', 'one round of one second, to see whether it works', false)
  .option('--rounds <number>', 'rounds; each starts every server again', wholeNumber(1, 9999), 3)
  .option('--seconds <number>', 'how long each measurement lasts', wholeNumber(1, 9999), 2)
  .option('--only <ids>', 'only these servers: raw, fastify, mitp, prism-silent, prism, json-server, mockoon', list)
  .option('--scenario <ids>', `only these requests: ${SCENARIO_IDS.join(', ')}`, namesAmong(SCENARIO_IDS))
  .option('--out <folder>', 'folder for JSON, Markdown and plot', OUT)
  .option('--soak', 'send a million requests to the mock, to see whether its memory grows', false)
  .option('--scale', 'measure how cost grows with rows and with the history of runs', false)
  .option('--replicas', 'compare state in Redis with state in memory, and three replicas with one', false)
  .addHelpText(
    'after',
    '\nThe load comes from wrk if it is installed (Debian: apt-get install wrk), else from autocannon.',
  );

try {
  const flags = program.parse().opts<Flags>();
  if (flags.scale) await scale(flags.out, flags.quick);
  else if (flags.replicas) await replicas(buildMock(), benchKey(), flags.out, flags.quick);
  else if (flags.soak) process.exitCode = (await soak(buildMock(), benchKey(), flags.quick ? 50_000 : WHOLE)) ? 0 : 1;
  else await compare(flags);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
