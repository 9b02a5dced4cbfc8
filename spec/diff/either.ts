import { contractFile, contractOf, isOurs } from '../contract.ts';
import { withinReach } from '../problem.ts';
import { parseSource, readSource, type SourceDocument } from '../openapi/document.ts';
import { describedContract, describedVendor, type Described } from './described.ts';

/**
 * The API in a document that is either a contract or a vendor's file; the latter without additions of ours.
 * @throws ContractError when it claims to be a contract and is none
 */
export function describedIn(source: SourceDocument): Described {
  if (isOurs(source)) return describedContract(contractOf(parseSource(source.text, source.file)));
  const known = contractOf(readSource(contractFile())).operations.map(({ path }) => path);
  return withinReach(source.file, () => describedVendor(source, known));
}
