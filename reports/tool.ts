import { readFileSync } from 'node:fs';
import { asset } from '../spec/asset.ts';

/** The name and version of this tool. */
export function tool(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as Record<string, string>;
  return { name: name ?? 'unknown', version: version ?? 'unknown' };
}
