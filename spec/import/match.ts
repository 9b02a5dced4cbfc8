import { anonymous } from '../diff/diff.ts';
import type { Contract } from '../contract.ts';
import type { SourceDocument } from '../openapi/document.ts';
import type { Operation } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import { guessOperationId, guessReference, type KnownLists } from './guess.ts';
import { pathPrefix } from './service.ts';
import { readVendorOperation, vendorEnvelope, type VendorOperation } from './vendor.ts';

/** One list of the vendor's file, beside the same list of the contract so far. */
export interface Match {
  readonly id: string;
  /** Below the base path, as the vendor writes it. */
  readonly path: string;
  readonly now: VendorOperation;
  readonly shapes: { readonly envelope: Schema; readonly item: Schema };
  /** Undefined for a list that is new. */
  readonly old: Operation | undefined;
}

export const ENVELOPE = 'an object with page, pageSize, totalCount and items (an array of objects)';

/** Why a list cannot be judged: where the values of its path parameters come from is not known. */
function unreachable({ path, now, old }: Match, lists: KnownLists): string | undefined {
  if (old?.parent && ![...lists.values()].includes(old.parent.operation)) {
    return `${old.parent.operation}, whose rows it hangs below, is not there.`;
  }
  if (old) return undefined;
  const inPath = (now.parameters ?? []).filter((parameter) => parameter.in === 'path');
  if (inPath.length > 1) return 'it has more than one path parameter.';
  const [only] = inPath;
  if (!only || guessReference(only.name, path, lists)) return undefined;
  return `it is not known where ${only.name} comes from. Write it into the contract by hand, with x-references.`;
}

/** The vendor's lists that suites and mock can work by, in the vendor's order; a note for each path that is left out. */
export function matchOperations(
  before: Contract,
  vendor: SourceDocument,
  note: (text: string) => void,
): { prefix: string; matches: Match[]; lists: KnownLists } {
  const all = Object.keys(vendor.document.paths);
  const prefix = pathPrefix(
    all,
    before.operations.map(({ path }) => path),
  );
  const leaveOut = (path: string, why: string) => note(`${path} is left out: ${why}`);
  const same = (path: string, now: VendorOperation) =>
    before.operations.find((operation) => anonymous(operation.path) === anonymous(path)) ??
    before.operations.find((operation) => operation.id === now.operationId);
  const found = all.flatMap((full) => {
    if (!full.startsWith(`${prefix}/`)) {
      leaveOut(full, `it is not below ${prefix}.`);
      return [];
    }
    const now = readVendorOperation(vendor, full, note);
    if (!now) return [];
    const path = full.slice(prefix.length);
    const shapes = vendorEnvelope(now);
    if (shapes) return [{ path, now, shapes, old: same(path, now) }];
    leaveOut(full, `its answer is no list in the envelope (CON-04), ${ENVELOPE}.`);
    return [];
  });
  const ids = found.flatMap(({ old }) => (old ? [old.id] : []));
  const named = found.map((one): Match => {
    const own = /^[A-Za-z][\w-]*$/.test(one.now.operationId ?? '') && !ids.includes(one.now.operationId);
    const id = one.old?.id ?? (own ? one.now.operationId : guessOperationId(one.path, ids));
    if (!one.old) ids.push(id);
    return { ...one, id };
  });
  const lists = new Map(named.map(({ path, id }) => [path, id]));
  const matches = named.filter((match) => {
    const why = unreachable(match, lists);
    if (why !== undefined) leaveOut(match.path, why);
    return why === undefined;
  });
  return { prefix, matches, lists };
}
