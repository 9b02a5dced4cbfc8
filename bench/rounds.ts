import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Contestant } from './contestants.ts';
import type { Inputs } from './inputs.ts';
import { load, type Load } from './load.ts';
import { OUT } from './places.ts';
import { startServer } from './processes.ts';
import type { ScenarioId } from './scenarios.ts';

/** How long everything takes. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmSeconds: number;
}

/** What one contestant did in one round. */
export interface Turn {
  readonly startMs: number;
  readonly residentMb: number | undefined;
  readonly loads: Readonly<Partial<Record<ScenarioId, Measured>>>;
}

/** A load, with the processor time that one request took, in microseconds: it holds on a busy machine too. */
export interface Measured extends Load {
  readonly cpuMicros: number | undefined;
}

/** Starts a contestant fresh, warms it up for each scenario, measures it, stops it. */
export async function takeTurn(
  contestant: Contestant,
  inputs: Inputs,
  scenarios: readonly ScenarioId[],
  key: string,
  { seconds, warmSeconds }: Pace,
): Promise<Turn> {
  const { id, requests, command } = contestant;
  const server = await startServer((port) => command(port, inputs), requests.page100[0] ?? '/', key, {
    MITP_MOCK_API_KEY: key,
  });
  const loads: Partial<Record<ScenarioId, Measured>> = {};
  try {
    for (const scenario of scenarios) {
      const file = join(OUT, `${id}-${scenario}.txt`);
      writeFileSync(file, `${requests[scenario].join('\n')}\n`);
      await load(server.port, file, key, warmSeconds);
      const before = server.cpuSeconds();
      const measured = await load(server.port, file, key, seconds);
      const after = server.cpuSeconds();
      const used = before === undefined || after === undefined ? undefined : after - before;
      loads[scenario] = { ...measured, cpuMicros: used === undefined ? undefined : (used * 1e6) / measured.requests };
    }
    return { startMs: server.startMs, residentMb: server.residentMb(), loads };
  } catch (error) {
    throw new Error(`${contestant.title}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await server.stop();
  }
}
