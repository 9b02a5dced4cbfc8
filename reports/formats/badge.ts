import { headline } from '../words.ts';
import type { RunRecord } from '../run.ts';

const COLOURS = { conforms: 'brightgreen', broken: 'red', inconclusive: 'lightgrey' } as const;

/** `badge.json`: the endpoint form of shields.io, for a README. */
export function badge(run: RunRecord): string {
  const { word } = headline(run);
  const { pass, warn, fail, notRun } = run.totals;
  const message = word === 'inconclusive' ? word : `${word} ${pass}/${pass + warn + fail + notRun}`;
  const shield = { schemaVersion: 1, label: 'myITprocess contract', message, color: COLOURS[word] };
  return `${JSON.stringify(shield)}\n`;
}
