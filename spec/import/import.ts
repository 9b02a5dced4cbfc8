import { contractOf, type Contract } from '../contract.ts';
import type { Change } from '../diff/change.ts';
import { diffContracts } from '../diff/diff.ts';
import { parseSource, type SourceDocument } from '../openapi/document.ts';
import { ContractError } from '../problem.ts';
import { members, type Schema } from '../openapi/schema.ts';
import { componentsOver, type Json } from './components.ts';
import { followTargets, type Rows } from './marks.ts';
import { ENVELOPE, matchOperations } from './match.ts';
import { mergeOperation, type Before, type Place, type WrittenOperation } from './operation.ts';
import { writeContract } from './write.ts';

export interface Imported {
  /** The new contract as YAML. */
  readonly text: string;
  readonly contract: Contract;
  /** What changed from the contract so far. */
  readonly changes: readonly Change[];
  /** What the vendor's file says that the contract does not take over, or leaves unsaid. */
  readonly notes: readonly string[];
}

/** Swashbuckle knows that a text is never null only where the service is compiled with nullable reference types. */
function marksEveryTextNullable(items: readonly Schema[]): boolean {
  const texts = items
    .flatMap((item) => members(item))
    .filter(({ schema }) => schema.type === 'string' && !schema.format);
  return texts.length > 0 && texts.every(({ schema }) => schema.nullable === true || schema.enum !== undefined);
}

/**
 * The vendor's document as the contract: its operations, members and limits; with the evidence marks, fields, references and
 * examples of the contract so far, where they still hold.
 *
 * @param origin the address that the document was fetched from, if it was
 * @throws ContractError when no operation of it is a list that suites and mock can work by
 */
export function importContract(current: SourceDocument, vendor: SourceDocument, origin?: string): Imported {
  const before = contractOf(current);
  const notes: string[] = [];
  const note = (text: string) => {
    if (!notes.includes(text)) notes.push(text);
  };
  const components = componentsOver(current.document);
  const { prefix, matches, lists } = matchOperations(before, vendor, note);
  if (matches.length === 0) {
    const message = `No operation answers with a list in the envelope (CON-04), ${ENVELOPE}. Nothing can be imported.`;
    throw new ContractError(vendor.file, [{ line: vendor.lineOf(['paths']), message }]);
  }
  const rows = new Map<string, Rows>();
  const written = new Map<string, WrittenOperation>();
  const frame = before.operations.find(({ parent }) => !parent) ?? before.operations[0];
  // Lists that the contract knows come first, so that its names for their schemas are not taken by new ones.
  for (const match of [...matches.filter(({ old }) => old), ...matches.filter(({ old }) => !old)]) {
    const model = match.old ?? frame;
    const raw = current.document.paths[model?.path ?? '']?.get as WrittenOperation;
    const from: Before = { written: raw, operation: match.old, responses: model?.responses ?? {} };
    const place: Place = { id: match.id, path: match.path, components, keyHeader: before.keyHeader, lists, note };
    const merged = mergeOperation(from, match.now, match.shapes, place);
    rows.set(match.id, merged.rows);
    written.set(match.path, merged.operation);
  }
  const paths = Object.fromEntries(matches.map(({ path }) => [path, { get: written.get(path) }]));
  if (marksEveryTextNullable(matches.map(({ shapes }) => shapes.item))) {
    note(
      'Every text may be null there, as Swashbuckle writes it unless told otherwise; the contract lets null pass too.',
    );
  }
  if (matches.some(({ shapes }) => shapes.envelope.properties?.items?.nullable)) {
    note('The file lets `items` be null; the contract does not (CON-04).');
  }
  const text = writeContract({
    current,
    vendor: vendor.document,
    prefix,
    ...(origin !== undefined && { origin }),
    paths: followTargets(paths, rows) as Json,
    components: followTargets(components.sections, rows) as Record<string, Json>,
    note,
  });
  const contract = contractOf(parseSource(text, `${vendor.file} (as contract)`));
  return { text, contract, changes: diffContracts(before, contract), notes };
}
