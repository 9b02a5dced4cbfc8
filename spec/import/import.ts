import { contractOf, type Contract } from '../contract.ts';
import type { Change } from '../diff/change.ts';
import { diffContracts } from '../diff/diff.ts';
import { withinReach } from '../problem.ts';
import { parseSource, type SourceDocument } from '../openapi/document.ts';
import { plainReader } from '../openapi/plain.ts';
import { schemaFields } from '../openapi/schema.ts';
import { componentsOver } from './components.ts';
import { vendorKey } from './key.ts';
import { followTargets, type Rows } from './marks.ts';
import { matchOperations, type Match } from './match.ts';
import { createNotes, type Notes } from './notes.ts';
import { keptOperation, mergeOperation, type Before, type Place, type WrittenOperation } from './operation.ts';
import { settled, type Unserved } from './settle.ts';
import { writeContract } from './write.ts';
import type { Json } from '../record.ts';

export interface Imported {
  /** The new contract as YAML. */
  readonly text: string;
  readonly contract: Contract;
  /** What changed from the contract so far. */
  readonly changes: readonly Change[];
  /** Parts of the vendor's file that the contract does not take over, and gaps in it. */
  readonly notes: readonly string[];
}

/** The options of an import beside the two documents. */
export interface ImportOptions {
  /** The address that the document was fetched from, if it was. */
  readonly origin?: string | undefined;
  /** Keywords that no row could be made for: they are left out, with a note. */
  readonly unserved?: readonly Unserved[];
}

/** Swashbuckle knows that a text is never null only where the service is compiled with nullable reference types. */
function marksEveryTextNullable(matches: readonly Match[]): boolean {
  const texts = matches
    .flatMap(({ shapes }) => (shapes ? schemaFields(shapes.item) : []))
    .filter(({ schema }) => schema.type === 'string' && !schema.format);
  return texts.length > 0 && texts.every(({ schema }) => schema.nullable === true || schema.enum !== undefined);
}

function sayOfAll(matches: readonly Match[], notes: Notes): void {
  if (marksEveryTextNullable(matches)) {
    notes.say('Every text may be null there, as Swashbuckle writes it by default; the contract lets null pass too.');
  }
  if (matches.some(({ shapes }) => shapes?.envelope.properties?.items?.nullable)) {
    notes.say('The file lets `items` be null; the contract does not (CON-04).');
  }
}

/**
 * The vendor's document as the contract: its operations, fields and limits; with the evidence marks, fields, references and
 * examples of the contract so far, where they still hold.
 *
 * @throws ContractError when no operation of it is a list that suites and mock can work by
 */
export function importContract(current: SourceDocument, vendor: SourceDocument, options: ImportOptions = {}): Imported {
  return withinReach(vendor.file, () => imported(current, vendor, options));
}

function imported(current: SourceDocument, vendor: SourceDocument, { origin, unserved = [] }: ImportOptions): Imported {
  const before = contractOf(current);
  const notes = createNotes();
  const reader = plainReader(vendor.document);
  const components = componentsOver(current.document);
  const { prefix, matches: found, lists } = matchOperations(before, vendor, reader, notes);
  const matches = found.map((match): Match => {
    if (!match.shapes) return match;
    return { ...match, shapes: settled(match.id, match.shapes, match.old?.item, unserved, notes) };
  });
  const key = vendorKey(vendor.document, matches, before.keyHeader, notes);
  const rows = new Map<string, Rows>();
  const written = new Map<string, WrittenOperation>();
  const frame = before.operations.find(({ parent }) => !parent) ?? before.operations[0];
  // Lists that the contract knows come first, so that new ones do not take the names of their schemas.
  for (const match of [...matches.filter(({ old }) => old), ...matches.filter(({ old }) => !old)]) {
    const model = match.old ?? frame;
    const raw = current.document.paths[model?.path ?? '']?.get as WrittenOperation;
    const from: Before = { written: raw, operation: match.old, responses: model?.responses ?? {} };
    const place: Place = { id: match.id, path: match.path, components, keyHeaders: key.headers, lists, notes };
    const merged = match.shapes
      ? mergeOperation(from, match.now, match.shapes, place)
      : keptOperation(from, match.now, place);
    rows.set(match.id, { ...merged.rows, old: match.old?.references });
    written.set(match.path, merged.operation);
  }
  const paths = Object.fromEntries(matches.map(({ path }) => [path, { get: written.get(path) }]));
  sayOfAll(matches, notes);
  const text = writeContract({
    current,
    vendor: vendor.document,
    prefix,
    ...(origin !== undefined && { origin }),
    keyHeader: key.name,
    paths: followTargets(paths, rows, notes) as Json,
    components: components.sections,
    follow: (value) => followTargets(value, rows, notes),
    notes,
  });
  const contract = contractOf(parseSource(text, `${vendor.file} (as contract)`));
  return { text, contract, changes: diffContracts(before, contract), notes: notes.all() };
}
