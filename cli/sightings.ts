import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBounded } from '../spec/bounded-file.ts';
import { places as placesOf } from '../reports/finish.ts';
import { sightingOf, type Sighting } from '../spec/learn/sighting.ts';
import { UserError } from '../verifier/user-error.ts';

/** The runs at some places, and notes on files that are none. */
export interface Sightings {
  readonly sightings: readonly Sighting[];
  readonly notes: readonly string[];
}

/**
 * Reads runs from files and folders; without any, from the history of the environment and its last report.
 * @throws UserError where a named file is no run, or nothing is found
 */
export function readSightings(named: readonly string[], env: NodeJS.ProcessEnv): Sightings {
  const { reportDir, historyDir } = placesOf(env);
  const requested = named.length > 0 ? named : [historyDir, reportDir].filter((place) => existsSync(place));
  const notes: string[] = [];
  const sightings = requested.flatMap((place) => {
    if (!existsSync(place)) throw new UserError(`there is no ${place}: name a run.json, a report or a history folder.`);
    if (!statSync(place).isDirectory()) {
      const sighting = read(place);
      if (sighting === undefined) throw new UserError(`${place} is no run record.`);
      return [sighting];
    }
    const own = existsSync(join(place, 'run.json')) ? ['run.json'] : readdirSync(place).filter(isEntry).sort();
    return own.flatMap((name) => {
      const sighting = read(join(place, name));
      if (sighting === undefined) notes.push(`${join(place, name)} is no run and is left out.`);
      return sighting === undefined ? [] : [sighting];
    });
  });
  if (sightings.length === 0)
    throw new UserError(`there is no run in ${requested.join(', ') || historyDir}: run mitp verify.`);
  // A run record holds more than the history keeps of it.
  return { sightings: sightings.sort((a, b) => b.evidence.statements.length - a.evidence.statements.length), notes };
}

const isEntry = (name: string): boolean => name.endsWith('.json') && name !== 'drill.json';

function read(file: string): Sighting | undefined {
  try {
    return sightingOf(JSON.parse(readBounded(file).toString()));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new UserError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
