import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asset } from './asset.ts';
import type { OpenApiDocument } from './openapi/document.ts';

/** The package's contract, parsed and found suitable when the package was built: reading the YAML takes a third of a start. */
export interface Prepared {
  /** SHA-256 of the text that it was made from: an edited file is read itself. */
  readonly of: string;
  readonly document: OpenApiDocument;
}

const PREPARED = asset('dist/contract.json');

/** The prepared document of `file`; undefined where there is none, as in a checkout, or where the file is another now. */
export function preparedDocument(file: string): OpenApiDocument | undefined {
  try {
    const { of, document } = JSON.parse(readFileSync(PREPARED, 'utf8')) as Prepared;
    return of === textHash(readFileSync(file, 'utf8')) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** What tells one text from another. */
export const textHash = (text: string): string => hash('sha256', text, 'hex');
