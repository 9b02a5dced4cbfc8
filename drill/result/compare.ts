import { isCutOff, whyCutOff } from './cut-off.ts';
import { jsonReference } from './json.ts';
import { lineReference } from './lines.ts';
import type { Reference } from './reference.ts';

export type { Reference } from './reference.ts';

/** Why two results are no basis for a comparison. */
export interface Incomparable {
  readonly incomparable: string;
}

/** A NUL character marks a binary file. */
const isBinary = (text: string) => text.includes('\u0000');

/**
 * Makes the reference from two undisturbed results: as JSON where they are JSON, else line by line. What differs between the two
 * is left out.
 */
export function referenceOf(first: string, second: string): Reference | Incomparable {
  if (first.trim() === '' && second.trim() === '') {
    return { incomparable: 'the client prints nothing: name the file that it writes by --result' };
  }
  const cutOff = [first, second].find(isCutOff);
  if (cutOff !== undefined) return { incomparable: whyCutOff(cutOff) };
  if (isBinary(first)) {
    return first === second
      ? { leftOut: [], difference: (text) => (text === first ? null : 'other bytes') }
      : { incomparable: 'the result is binary and differs already between two undisturbed runs' };
  }
  return (
    jsonReference(first, second) ??
    lineReference(first, second) ?? { incomparable: 'the results of two undisturbed runs have too little in common' }
  );
}
