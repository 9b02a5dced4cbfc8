import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml';
import { asset } from '../spec/asset.ts';
import type { RunRecord } from './run.ts';

const OWN = 'spec/openapi.yaml';

/**
 * The contract of a run: its version, a digest of its bytes, and the line of each operation, so that findings can be shown there.
 * @param file the contract that was given instead of our own
 * @returns an empty object where the file cannot be read: the suites reported that already
 */
export function contractIdentity(file: string | undefined, env: NodeJS.ProcessEnv = {}): Pick<RunRecord, 'contract'> {
  const path = file || asset(OWN);
  const root = env.GITHUB_WORKSPACE || process.cwd();
  const below = relative(root, resolve(path)).split(sep).join('/');
  const inside = !/^(\.\.|node_modules)(\/|$)/.test(below) && !isAbsolute(below);
  // Our own contract belongs to our own repository, wherever a copy of it lies in another's folders.
  const isHere = file ? inside : below === OWN;
  const place = isHere ? undefined : placeInRepository(env);
  try {
    const text = readFileSync(path, 'utf8');
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter });
    const version = document.getIn(['info', 'version']);
    return {
      contract: {
        file: isHere ? below : file || OWN,
        ...(place === undefined ? {} : { place }),
        version: typeof version === 'string' || typeof version === 'number' ? `${version}` : 'unknown',
        digest: createHash('sha256').update(text).digest('hex').slice(0, 12),
        lines: operationLines(document, counter),
      },
    };
  } catch {
    return {};
  }
}

/** A file that certainly is in the caller's repository, for findings of a contract that is not: the workflow, or its package. */
function placeInRepository({
  GITHUB_WORKFLOW_REF = '',
  GITHUB_WORKSPACE: root = '',
}: NodeJS.ProcessEnv): string | undefined {
  const workflow = /\.github\/workflows\/[^@]+/.exec(GITHUB_WORKFLOW_REF)?.[0];
  return [workflow, 'package.json', 'README.md'].find((name) => name !== undefined && existsSync(join(root, name)));
}

function operationLines(document: Document, counter: LineCounter): Record<string, number> {
  const paths = document.get('paths');
  if (!isMap(paths)) return {};
  const lines: Record<string, number> = {};
  for (const path of paths.items) {
    for (const method of isMap(path.value) ? path.value.items : []) {
      const id = isMap(method.value) ? method.value.get('operationId') : undefined;
      if (typeof id !== 'string') continue;
      const start = isNode(method.key) ? method.key.range?.[0] : undefined;
      if (start !== undefined) lines[id] = counter.linePos(start).line;
    }
  }
  return lines;
}

/** The name and version of this tool. */
export function tool(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as Record<string, string>;
  return { name: name ?? 'unknown', version: version ?? 'unknown' };
}
