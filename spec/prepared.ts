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

/** The prepared document of `file`; undefined where there is none, as in a checkout, or where the file has changed. */
export function preparedDocument(file: string): OpenApiDocument | undefined {
  try {
    const { of, document } = JSON.parse(readFileSync(PREPARED, 'utf8')) as Prepared;
    return of === textHash(readFileSync(file, 'utf8')) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Prism's operations for the package's contract, computed when the package was built; that saves a third of the start. */
export interface PreparedOperations {
  /** SHA-256 of the document that they were made from. */
  readonly of: string;
  readonly operations: readonly unknown[];
}

const OPERATIONS = asset('dist/operations.json');

/** The operations that were made from `document`; undefined where there are none for it. */
export function preparedOperations(document: object): readonly unknown[] | undefined {
  try {
    const { of, operations } = JSON.parse(readFileSync(OPERATIONS, 'utf8')) as PreparedOperations;
    return of === textHash(JSON.stringify(document)) ? operations : undefined;
  } catch {
    return undefined;
  }
}

/** A digest of a text. */
export const textHash = (text: string): string => hash('sha256', text, 'hex');
