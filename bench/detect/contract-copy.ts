import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadContract } from '../../spec/contract.ts';

type Change = (object: Record<string, unknown>) => Record<string, unknown>;

/** Changes every object of a document, from within outwards. */
function changed(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one, change)])));
}

/**
 * Writes a copy of the contract for a tool that cannot take it as it is.
 * @param baseUrl becomes the one server
 * @returns the file
 */
export function contractCopy(dir: string, baseUrl: string, change: Change = (same) => same): string {
  const document = changed(loadContract().document, change) as object;
  const file = join(dir, 'openapi.json');
  writeFileSync(file, JSON.stringify({ ...document, servers: [{ url: baseUrl }] }, null, 1));
  return file;
}
