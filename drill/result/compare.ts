import { jsonReference } from './json.ts';
import { lineReference } from './lines.ts';

/** The undisturbed result, as other results are compared with it. */
export interface Reference {
  /** What is left out because it differs between two undisturbed runs, in words. */
  readonly leftOut: readonly string[];
  /** How a result differs from it, in words; null where it does not. */
  difference(text: string): string | null;
}

/** Why two results say nothing about a third. */
export interface Incomparable {
  readonly incomparable: string;
}

/** A NUL says that a file is for programs. */
const isBinary = (text: string) => text.includes('\u0000');

/**
 * Makes the reference of two undisturbed results: as JSON where they are JSON, line by line else. What differs between
 * the two is left out.
 */
export function referenceOf(first: string, second: string): Reference | Incomparable {
  if (first.trim() === '' && second.trim() === '') {
    return { incomparable: 'the client prints nothing: name the file that it writes by --result' };
  }
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
