import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { asset } from '../../../spec/asset.ts';
import { ContractError } from '../../../spec/contract.ts';
import { importContract } from '../../../spec/import/import.ts';
import { vendorSource } from '../../../spec/import/source.ts';
import { readSource } from '../../../spec/openapi/document.ts';
import { dice } from '../dice.ts';
import type { Fuzz } from './fuzz.ts';

const FORMS = join(import.meta.dirname, '..', '..', 'unit', 'spec', 'fixtures', 'forms');
const CASES = 40;
const ODD: readonly unknown[] = [
  ...[null, true, -1, 1e308, '', '__proto__', 'x'.repeat(5000), [], {}, [null], '\u0000'],
  ...[
    { $ref: '#' },
    { $ref: '#/components/schemas' },
    { $ref: '#/nothing' },
    { $ref: 'file:///etc/passwd' },
    { allOf: [] },
  ],
  ...[
    { type: ['string', 'null'] },
    { type: 'array' },
    { enum: [] },
    { pattern: '(a+)+$' },
    { pattern: '[' },
    { minLength: 1e9 },
  ],
  ...[{ type: 'object', properties: { __proto__: {}, constructor: 1 } }, { additionalProperties: { $ref: '#/paths' } }],
];

type Node = Record<string, unknown>;

/** Changes one to four places of a document: takes a member away, puts something odd there, or one part in the place of another. */
function mutated(document: Node, roll: (n: number) => number): Node {
  const places: (readonly [Node, string])[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node as Node, name]);
      visit((node as Node)[name]);
    }
  };
  visit(document);
  const pick = () => places[roll(places.length)] ?? places[0];
  for (let left = 1 + roll(4); left > 0; left -= 1) {
    const [place, other] = [pick(), pick()];
    if (!place || !other) continue;
    const [node, name] = place;
    if (roll(3) === 0) delete node[name];
    else node[name] = roll(2) === 0 ? ODD[roll(ODD.length)] : structuredClone(other[0][other[1]]);
  }
  return document;
}

/** Mutated OpenAPI files are imported, or rejected with lines that name file and place. */
export const fuzzImports: Fuzz = async (seed, until) => {
  const roll = dice(seed);
  const files = readdirSync(FORMS).filter((name) => name.endsWith('.json'));
  const current = readSource(asset('spec/openapi.yaml'));
  const findings: string[] = [];
  let cases = 0;
  for (; cases < CASES && performance.now() < until; cases += 1) {
    const file = files[roll(files.length)] ?? '';
    const text = readFileSync(join(FORMS, file), 'utf8');
    let changed = JSON.stringify(mutated(JSON.parse(text) as Node, roll));
    if (roll(10) === 0) changed = changed.slice(0, roll(changed.length));
    const began = process.cpuUsage();
    try {
      importContract(current, await vendorSource(changed, file), {});
    } catch (error) {
      if (!(error instanceof ContractError))
        findings.push(
          `${file}, case ${cases}: ${(error as Error).stack?.split('\n').slice(0, 4).join(' ') ?? String(error)}`,
        );
    }
    // Of the processor: on a busy machine any case may take long by the clock.
    if (process.cpuUsage(began).user > 10_000_000)
      findings.push(`${file}, case ${cases}: took more than ten seconds of the processor`);
  }
  return { cases, findings };
};
