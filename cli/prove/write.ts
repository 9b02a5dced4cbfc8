import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeDirectory } from '../../reports/files.ts';
import {
  badge,
  falseAlarms,
  figures,
  headline,
  markdown,
  survivors,
  judgedIn,
  threwLines,
  type Proof,
} from './report.ts';

/** Writes a proof in every form: JSON, the kill matrix, the badge, the figures. */
export function writeProof(proof: Proof, reportDir: string): void {
  makeDirectory(reportDir);
  writeFileSync(join(reportDir, 'prove.json'), JSON.stringify(proof, null, 2));
  writeFileSync(join(reportDir, 'prove.md'), markdown(proof));
  writeFileSync(join(reportDir, 'badge.json'), `${JSON.stringify(badge(proof), null, 2)}\n`);
  writeFileSync(join(reportDir, 'figures.json'), `${JSON.stringify(figures(proof), null, 2)}\n`);
}

/** The end of a proof, for people. */
export const proofLines = (proof: Proof, reportDir: string): string =>
  `${headline(proof)}\nThe kill matrix is in ${join(reportDir, 'prove.md')}`;

/** 0 where all were found without a false alarm, 1 otherwise; 2 where tasks were left undone. */
export function proofExitCode(proof: Proof): 0 | 1 | 2 {
  if (survivors(proof).length + falseAlarms(proof).length + threwLines(judgedIn(proof)).length > 0) return 1;
  return proof.undone > 0 ? 2 : 0;
}
