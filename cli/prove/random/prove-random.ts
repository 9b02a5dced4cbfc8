import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { randomTasks } from '../plan.ts';
import { performAll } from '../pool.ts';
import { Remaining } from '../remaining.ts';
import type { RandomResult } from '../result.ts';
import { enough, headline, markdown, type RandomProof } from './report.ts';

/** The options of `mitp prove --random`. */
export interface RandomFlags {
  readonly random: number;
  readonly seed: number;
  readonly jobs: number;
  readonly reportDir: string;
  readonly json?: boolean;
}

/** Judges so many random mutations. @returns the exit code: 1 where too few were found */
export async function proveRandom({ random, seed, jobs, reportDir, json }: RandomFlags): Promise<number> {
  const tasks = randomTasks(seed, random);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const left = new Remaining(tasks);
  const tell = (result: RandomResult) => process.stderr.write(`${left.after(result.task)} ${told(result)}\n`);
  const results = await performAll(tasks, jobs, (result) => tell(result as RandomResult), stop.signal);
  const mutations = (results as RandomResult[]).sort((a, b) => a.task.number - b.task.number);
  const seconds = (performance.now() - started) / 1000;
  const proof: RandomProof = { seed, startedAt, seconds, undone: tasks.length - results.length, mutations };
  mkdirSync(reportDir, { recursive: true });
  writeFileSync(join(reportDir, 'random.json'), JSON.stringify(proof, null, 2));
  writeFileSync(join(reportDir, 'random.md'), markdown(proof));
  if (json) process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  process.stderr.write(`${headline(proof)}\nWhat was not found is in ${join(reportDir, 'random.md')}\n`);
  if (stop.signal.aborted) return 130;
  if (enough(proof)) return 0;
  // What was aborted shows nothing of the suites.
  return mutations.some(({ error }) => error !== undefined) ? 2 : 1;
}

function told({ task, sentence, depth, flags, changed, seconds, error }: RandomResult): string {
  const name = `${task.number}: ${sentence}`;
  const time = `(${seconds.toFixed(1)} s)`;
  if (error !== undefined) return `inconclusive: ${name} ${error}`;
  if (depth === null) return `SURVIVED ${name} ${changed} responses were changed ${time}`;
  return `found at ${depth}, on ${flags.map(({ clause }) => clause).join(' ')}: ${name} ${time}`;
}
