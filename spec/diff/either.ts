import { contractFile, contractOf, type Contract } from '../contract.ts';
import { readSource, type SourceDocument } from '../openapi/document.ts';
import { importContract } from '../import/import.ts';

/** Whether a document carries our marks, so that what is missing in it is a mistake and not a vendor's silence. */
export function isOurs({ document, text }: SourceDocument): boolean {
  return 'x-rate-limit' in document.info || text.includes('x-evidence');
}

/**
 * The contract in a document that is either a contract or a vendor's file; the latter is read as `mitp spec import` would,
 * over the contract in use.
 *
 * @throws ContractError when it is neither
 */
export function contractIn(source: SourceDocument): { contract: Contract; imported: boolean } {
  if (isOurs(source)) return { contract: contractOf(source), imported: false };
  return { contract: importContract(readSource(contractFile()), source).contract, imported: true };
}
