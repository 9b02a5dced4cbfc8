import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import { asset } from '../spec/asset.ts';
import type { RunRecord } from './run.ts';

const OWN = 'spec/openapi.yaml';

/**
 * Which contract a run was judged by: its version, a digest that changes with any of its bytes, and the line of each
 * operation, so that findings can be shown where they belong.
 * @param file the contract that was given in place of our own
 * @returns nothing where the file cannot be read: the suites have said so already
 */
export function contractIdentity(file: string | undefined): Pick<RunRecord, 'contract'> {
  try {
    const text = readFileSync(file || asset(OWN), 'utf8');
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter });
    const version = document.getIn(['info', 'version']);
    return {
      contract: {
        file: file || OWN,
        version: typeof version === 'string' || typeof version === 'number' ? `${version}` : 'unknown',
        digest: createHash('sha256').update(text).digest('hex').slice(0, 12),
        lines: operationLines(document, counter),
      },
    };
  } catch {
    return {};
  }
}

function operationLines(document: Document, counter: LineCounter): Record<string, number> {
  const paths = document.get('paths', true);
  if (!isMap(paths)) return {};
  const lines: Record<string, number> = {};
  for (const path of paths.items) {
    for (const method of isMap(path.value) ? path.value.items : []) {
      const id = isMap(method.value) ? method.value.get('operationId') : undefined;
      if (typeof id !== 'string') continue;
      const start = isScalar(method.key) || isNode(method.key) ? method.key.range?.[0] : undefined;
      if (start !== undefined) lines[id] = counter.linePos(start).line;
    }
  }
  return lines;
}
